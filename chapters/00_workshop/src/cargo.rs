//! Builds executables by one call of cargo; then they are started directly, as often as
//! needed, and at once.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, io};

/// The cargo that runs us, or else any. It is not asked anything on its stdin.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.stdin(Stdio::null());
    cargo
}

/// What a call of cargo has built.
#[derive(Debug)]
pub struct Built {
    /// Did all of it compile?
    pub ok: bool,
    /// What cargo said, if its stderr was not passed on: errors, warnings.
    pub said: String,
    /// One for each target, though it may have been there before.
    pub executables: Vec<Executable>,
}

/// A program, or the tests of one target.
#[derive(Clone, Debug)]
pub struct Executable {
    /// Where its package is: tests run there.
    pub folder: PathBuf,
    /// `test`, `bin` or `lib`.
    pub kind: String,
    /// What its target is called: `loom`.
    pub target: String,
    /// The file itself.
    pub path: PathBuf,
}

/// Runs `cargo`, which is to build (`test --no-run`, or `build`), and reads what it built. What
/// it has to say goes to stderr, or, if that is piped, to [`Built::said`].
///
/// # Errors
///
/// If there is no cargo to be started.
pub fn build(cargo: &mut Command) -> io::Result<Built> {
    let output = cargo
        .arg("--message-format=json-render-diagnostics")
        .stdout(Stdio::piped())
        .output()?;
    let messages = String::from_utf8_lossy(&output.stdout);
    Ok(Built {
        ok: output.status.success(),
        said: String::from_utf8_lossy(&output.stderr).into_owned(),
        executables: messages.lines().filter_map(executable).collect(),
    })
}

impl Built {
    /// The tests of a target of the package in `folder`, by its path or its last part.
    pub fn test(&self, folder: &Path, target: &str) -> Option<&Executable> {
        let is_it = |one: &&Executable| {
            one.kind == "test" && one.target == target && one.folder.ends_with(folder)
        };
        self.executables.iter().find(is_it)
    }
}

impl Executable {
    /// It, with these arguments, as cargo would start it.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(&self.path);
        command
            .args(args)
            .current_dir(&self.folder)
            .env_remove("RUST_BACKTRACE") // loom's are long, and no help
            .stdin(Stdio::null());
        command
    }
}

/// One line of cargo's messages: an executable, or something else.
fn executable(line: &str) -> Option<Executable> {
    let path = field(line, "\"executable\":\"")?;
    let manifest = PathBuf::from(field(line, "\"manifest_path\":\"")?);
    Some(Executable {
        folder: manifest.parent()?.to_owned(),
        kind: field(line, "\"kind\":[\"")?,
        target: field(line, "\"name\":\"")?,
        path: path.into(),
    })
}

/// The JSON string that begins after `key`. What cargo says of targets has no other escapes
/// than these two.
fn field(line: &str, key: &str) -> Option<String> {
    let (_, text) = line.split_once(key)?;
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Some(plain),
            '\\' => plain.push(letters.next()?), // a quote, or a backslash of Windows
            letter => plain.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_executable_is_read_out_of_a_message() {
        let line = r#"{"reason":"compiler-artifact","package_id":"path+file:///w/04#chapter4@0.1.0","manifest_path":"/w/04/Cargo.toml","target":{"kind":["test"],"crate_types":["bin"],"name":"loom","src_path":"/w/04/tests/loom.rs"},"executable":"/w/a \"b\"\\loom-1","fresh":true}"#;
        let one = executable(line).unwrap();
        assert_eq!((&*one.kind, &*one.target), ("test", "loom"));
        assert_eq!(one.folder, Path::new("/w/04"));
        assert_eq!(one.path, Path::new("/w/a \"b\"\\loom-1"));
        let built = Built {
            ok: true,
            said: String::new(),
            executables: vec![one],
        };
        assert!(built.test(Path::new("04"), "loom").is_some());
        assert!(built.test(Path::new("4"), "loom").is_none());
        assert!(built.test(Path::new("04"), "behaviour").is_none());
        assert!(executable(r#"{"reason":"compiler-artifact","executable":null}"#).is_none());
    }
}
