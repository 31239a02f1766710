//! Builds the extension, and has Python test it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

#[path = "../../../tests/support/watchdog.rs"]
mod watchdog;
use watchdog::within;

/// Is there a `python3` that can load it? In CI there must be.
fn has_python() -> bool {
    let check = "import sys; sys.exit(sys.version_info < (3, 10))";
    let python = Command::new("python3").args(["-c", check]).status();
    let found = python.is_ok_and(|status| status.success());
    assert!(
        found || env::var_os("CI").is_none(),
        "no python3 of version 3.10 or later, and this is CI"
    );
    if !found {
        eprintln!("no python3 of version 3.10 or later: the extension is not tested");
    }
    found
}

/// The library, built into a folder of its own: cargo, which runs us, has locked the other.
fn library() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("extension");
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--locked",
            "--package",
            "extension",
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
    folder.join("debug").join(file)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Runs one of the programs beside the extension.
fn python(options: &[&str], program: &str, arguments: &[&str]) -> String {
    let output = Command::new("python3")
        .args(options)
        .arg(program)
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("extension"))
        .env("EXTENSION_LIBRARY", library())
        .env("PYTHONDONTWRITEBYTECODE", "1")
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

#[test]
fn python_tests_the_extension() {
    if !has_python() {
        return;
    }
    within(120, || {
        // `-X dev`: also the checks of memory, threads and references.
        for options in [&["-X", "faulthandler", "-W", "error"][..], &["-X", "dev"]] {
            let said = python(options, "tests.py", &[]);
            let written = fs::read_to_string("extension/tests.py").unwrap();
            let tests = written.matches("    def test_").count();
            assert!(tests > 0);
            // Not fewer than there are: none was skipped, or not found.
            assert!(said.contains(&format!("Ran {tests} tests")), "{said}");
            println!("Python ran {tests} tests: {options:?}");
        }
    });
}

#[test]
fn the_demo_shows_the_difference() {
    if !has_python() {
        return;
    }
    within(120, || {
        let said = python(&[], "demo.py", &["--quick"]);
        assert!(said.contains("at least 3? yes"), "{said}");
        for row in ["submit, nothing", "map, release for a moment"] {
            assert!(said.contains(row), "{said}");
        }
    });
}
