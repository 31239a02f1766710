//! A workspace of one small chapter, with one exercise, and a small race.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CARDS: &str = "\
### `double`: Twice as much

*Build, 15 minutes, `exercise/double.rs`*
<!-- source: src/double.rs -->

**At stake:** nothing is lost.

Two functions of no great depth.

1. `zero`: nothing at all.
2. `double`: twice
   as much.

Not asked: speed.

```text
cargo test -p chapter1 --features exercise-double
```

<details><summary>Hint 1</summary>

First hint.

</details>

<details><summary>Hint 2</summary>

Second hint.

</details>

<details><summary>Hint 3</summary>

Third hint.

</details>
";

pub const SOURCE: &str = "\
//! Doubling.

/// None.
pub fn zero() -> u64 {
    0
}

/// Twice `n`.
pub fn double(n: u64) -> u64 {
    2 * n
}
";

/// What a chapter's roots have: the reader's file if the feature says so.
const TAKES_IT: &str = "\
#![allow(dead_code)]
#[cfg_attr(feature = \"exercise-double\", path = \"../exercise/double.rs\")]
#[cfg_attr(not(feature = \"exercise-double\"), path = \"../src/double.rs\")]
mod double;
";

/// All other files. Of `tests`: which root, and what it asserts.
const FILES: [(&str, &str); 7] = [
    (
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"chapters/01_double\", \"chapters/00_race\"]\n",
    ),
    ("chapters/00_workshop/Cargo.toml", ""),
    (
        "chapters/00_race/Cargo.toml",
        "[package]\nname = \"race\"\nedition = \"2024\"\n\
         [dependencies]\nchapter1.path = \"../01_double\"\n",
    ),
    ("chapters/00_race/src/main.rs", RACE),
    (
        "chapters/01_double/Cargo.toml",
        "[package]\nname = \"chapter1\"\nedition = \"2024\"\n\
         [features]\nexercise-double = [\"exercise\"]\nexercise = []\n\
         [[test]]\nname = \"exercise\"\nrequired-features = [\"exercise\"]\n",
    ),
    ("chapters/01_double/exercise/cards.md", CARDS),
    ("chapters/01_double/src/double.rs", SOURCE),
];

/// It says what it was given, doubled, and ends with a status of its own.
const RACE: &str = "\
fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    println!(\"{} arguments, doubled {}\", given.join(\" \"), chapter1::double(given.len() as u64));
    eprintln!(\"on stderr\");
    std::process::exit(given.len() as i32);
}
";

/// A workspace of its own, and gone at the end.
pub struct Small(PathBuf);

impl Small {
    pub fn new(name: &str) -> Small {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("small-{name}"));
        let _ = fs::remove_dir_all(&root);
        let small = Small(root);
        for (path, text) in FILES {
            small.write(path, text);
        }
        let test =
            |name: &str, says: &str| format!("#[test]\nfn {name}() {{ assert_eq!({says}); }}\n");
        let takes = |level: &str| TAKES_IT.replace("../", level);
        let chapter = "chapters/01_double";
        small.write(
            &format!("{chapter}/src/lib.rs"),
            &(takes("../") + "pub use double::double;\n"),
        );
        let steps = "#[path = \"../../exercise/double.rs\"]\nmod text;\nuse text::{double, zero};\n"
            .to_owned()
            + &test("step_1_zero", "zero(), 0")
            + &test("step_2_double", "double(2), 4");
        small.write(&format!("{chapter}/tests/exercise/double.rs"), &steps);
        small.write(
            &format!("{chapter}/tests/exercise/main.rs"),
            "#![allow(dead_code)]\nmod double;\n",
        );
        let behaviour =
            takes("../../") + "mod properties;\n" + &test("three", "double::double(3), 6");
        small.write(&format!("{chapter}/tests/behaviour/main.rs"), &behaviour);
        let properties = test("four", "crate::double::double(4), 8");
        small.write(
            &format!("{chapter}/tests/behaviour/properties.rs"),
            &properties,
        );
        let models = takes("../")
            + &test("few", "double::double(1), 2")
            + &test("many", "double::double(1 << 40), 2 << 40");
        small.write(&format!("{chapter}/tests/loom.rs"), &models);
        assert!(small.run("reset double --yes").status.success());
        small
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn command(&self, arguments: &str) -> Command {
        let mut workshop = Command::new(env!("CARGO_BIN_EXE_workshop"));
        workshop
            .args(arguments.split_whitespace())
            .current_dir(self.0.join("chapters")) // anywhere in it will do
            .env("CARGO_TARGET_DIR", self.0.join("target"));
        workshop
    }

    pub fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What it says on stdout, if it is content.
    pub fn says(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The last line of what it says of the reader's file with this text.
    pub fn verdict(&self, text: &str) -> String {
        fs::write(self.file(), text).unwrap();
        let output = self.run("check double");
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let errors = String::from_utf8(output.stderr).unwrap();
        errors.lines().next_back().unwrap_or_default().to_owned()
    }

    pub fn file(&self) -> PathBuf {
        self.0.join("chapters/01_double/exercise/double.rs")
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
