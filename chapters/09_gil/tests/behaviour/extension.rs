//! Builds the extension, and has Python test it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::{env, fs, thread};

use seam::watchdog::within;

/// Is there a `python3` that can load it? In CI there must be.
fn has_python() -> bool {
    static FOUND: LazyLock<bool> = LazyLock::new(|| {
        let check = "import sys; sys.exit(sys.version_info < (3, 10))";
        let python = Command::new("python3").args(["-c", check]).status();
        let found = python.is_ok_and(|status| status.success());
        if !found {
            eprintln!("no python3 of version 3.10 or later: the extension is not tested");
        }
        found
    });
    assert!(
        *FOUND || env::var_os("CI").is_none(),
        "this is CI, where the extension must be tested"
    );
    *FOUND
}

/// One test at a time: the demo measures, and the other keeps both cores busy.
static ALONE: Mutex<()> = Mutex::new(());

/// The library, built into a folder of its own: cargo, which runs us, has locked the other.
/// As `dev` it checks itself; as `release` it is what the demo makes claims about.
fn library(profile: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("extension");
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--locked",
            "--package",
            "extension",
            "--profile",
            profile,
            "--target-dir",
        ])
        .arg(&folder)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs us, so it is there");
    assert!(built.status.success(), "{}", said(&built));
    let file = match env::consts::OS {
        "macos" => "libextension.dylib",
        "windows" => "extension.dll",
        _ => "libextension.so",
    };
    let profile = if profile == "dev" { "debug" } else { profile };
    folder.join(profile).join(file)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Runs one of the programs beside the extension on `library`.
fn python(library: &Path, options: &[&str], program: &str, arguments: &[&str]) -> String {
    let output = Command::new("python3")
        .args(options)
        .arg(program)
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("extension"))
        .env("EXTENSION_LIBRARY", library)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("RUST_BACKTRACE", "0") // one test panics on purpose
        .output()
        .expect("it was there a moment ago");
    let said = said(&output);
    assert!(
        output.status.success(),
        "{program}: {}\n{said}",
        output.status
    );
    said
}

/// How Python runs: as ever, and with its own checks of memory, threads and references (`-X
/// dev`). Those take a reader's time once more, so they are left to CI.
fn ways() -> &'static [&'static [&'static str]] {
    const WAYS: [&[&str]; 2] = [&["-X", "faulthandler", "-W", "error"], &["-X", "dev"]];
    match env::var_os("CI") {
        Some(_) => &WAYS,
        None => {
            eprintln!("left out: Python with -X dev; CI=1 runs it");
            &WAYS[..1]
        }
    }
}

/// What Python tests, a file each. The first ones mostly wait, so they run beside the others.
const PROGRAMS: [&[&str]; 2] = [
    &["signal_tests.py", "process_tests.py"],
    &[
        "tests.py",
        "pool_tests.py",
        "future_tests.py",
        "collector_tests.py",
        "number_tests.py",
    ],
];

#[test]
fn python_tests_the_extension() {
    if !has_python() {
        return;
    }
    within(480, || {
        let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let library = &library("dev");
        thread::scope(|scope| {
            for programs in PROGRAMS {
                scope.spawn(move || programs.iter().for_each(|program| tests(library, program)));
            }
        });
    });
}

/// Has Python run the tests of a file, in all ways.
fn tests(library: &Path, program: &str) {
    for options in ways() {
        let said = python(library, options, program, &[]);
        let written = fs::read_to_string(format!("extension/{program}")).unwrap();
        let tests = written.matches("    def test_").count();
        assert!(tests > 0);
        // Not fewer than there are: all were found, and but for Windows none skipped.
        assert!(said.contains(&format!("Ran {tests} tests")), "{said}");
        assert!(cfg!(windows) || !said.contains("skipped"), "{said}");
        println!("Python ran {tests} tests of {program}: {options:?}");
        for row in said.lines().filter(|row| row.contains("heard it after")) {
            println!("{row}");
        }
    }
}

/// Signals and the collector at any moment. `EXTENSION_CALLS=100000` makes so many calls.
#[test]
fn nothing_is_lost_and_nothing_is_left() {
    if !has_python() {
        return;
    }
    within(900, || {
        let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let library = library("dev");
        let calls = env::var("EXTENSION_CALLS").unwrap_or_else(|_| "10000".to_owned());
        for options in ways() {
            let said = python(&library, options, "stress.py", &[&calls]);
            let expected = format!("Nothing is lost, nothing is left: {calls} calls");
            assert!(said.contains(&expected), "{said}");
            println!("{said}");
        }
    });
}

/// It measures, and a busy machine disturbs it: five times, if need be.
#[test]
fn the_demo_shows_the_difference() {
    if !has_python() {
        return;
    }
    within(900, || {
        let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let library = library("release");
        let mut said = String::new();
        let shown = (0..5).any(|_| {
            said = python(&library, &[], "demo.py", &["--quick"]);
            shows_the_difference(&said)
        });
        assert!(shown, "{said}");
        println!("{said}");
    });
}

fn shows_the_difference(said: &str) -> bool {
    let number = |word: &str| word.parse::<f64>().expect(word);
    let (_, ratio) = said.split_once("hold the GIL take ").expect(said);
    // It is 3.3; in bad weather the releasing ones come late.
    let ratio = number(ratio.split(' ').next().unwrap_or_default());
    let ways = ["submit, ", "map, "];
    let rows = said
        .lines()
        .filter(|row| ways.iter().any(|way| row.starts_with(way)));
    let ratios: Vec<_> = rows
        .map(|row| number(row.split(' ').next_back().unwrap_or_default()))
        .collect();
    assert_eq!(ratios.len(), 4, "{said}");
    // Ours is no slower. It is several times as fast, so there is room.
    ratio >= 2.0 && ratios.iter().all(|ratio| *ratio <= 1.0)
}
