//! `reset`, which never loses what a reader wrote; and what the others say of a text that is
//! none.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use super::small::{SOURCE, Small};

#[test]
fn reset_asks_first_and_keeps_what_was_there() {
    let workspace = Small::new("reset");
    let pristine = fs::read_to_string(workspace.file()).unwrap();
    assert!(
        pristine.contains("// Step 2: twice as much.\n    todo!(\"step 2\")"),
        "{pristine}"
    );
    fs::write(workspace.file(), SOURCE).unwrap();
    for (answer, now) in [("n\n", SOURCE), ("", SOURCE), ("y\n", &pristine)] {
        let mut reset = workspace.command("reset double");
        let mut reset = reset
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        reset
            .stdin
            .take()
            .unwrap()
            .write_all(answer.as_bytes())
            .unwrap();
        assert!(reset.wait().unwrap().success());
        assert_eq!(
            fs::read_to_string(workspace.file()).unwrap(),
            *now,
            "{answer:?}"
        );
    }
    let kept = workspace.file().with_extension("rs.1");
    assert_eq!(fs::read_to_string(&kept).unwrap(), SOURCE);
    // The next time it is kept beside that one.
    fs::write(workspace.file(), "mine").unwrap();
    assert!(workspace.says("reset double --yes").contains("double.rs.2"));
    assert_eq!(fs::read_to_string(kept).unwrap(), SOURCE);
}

/// Not UTF-8, and with the ends of lines that Windows has.
const ODD: &[u8] = b"fn double() {\r\n    // caf\xe9\r\n}\r\n";

#[test]
fn what_is_no_text_is_kept_byte_by_byte() {
    let workspace = Small::new("odd");
    fs::write(workspace.file(), ODD).unwrap();
    assert!(workspace.says("reset double --yes").contains("double.rs.1"));
    let kept = workspace.file().with_extension("rs.1");
    assert_eq!(fs::read(kept).unwrap(), ODD);
    let pristine = fs::read_to_string(workspace.file()).unwrap();
    assert!(pristine.contains("todo!(\"step 1\")"), "{pristine}");

    // The ends of lines alone are no change.
    fs::write(workspace.file(), pristine.replace('\n', "\r\n")).unwrap();
    assert!(workspace.says("reset double").contains("is as it was"));
    assert!(!workspace.file().with_extension("rs.2").exists());
}

#[test]
fn what_cannot_be_read_or_kept_stays() {
    let workspace = Small::new("unreadable");
    // A folder in its place: to root, every file can be read.
    fs::remove_file(workspace.file()).unwrap();
    fs::create_dir(workspace.file()).unwrap();
    let output = workspace.run("reset double --yes");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
    assert!(errors.contains("Nothing has changed."), "{errors}");
    assert!(workspace.file().is_dir());

    // No file at all is no text to lose.
    fs::remove_dir(workspace.file()).unwrap();
    assert!(workspace.says("reset double").contains("is as it was"));
    assert!(workspace.file().is_file());
}

#[test]
fn a_text_that_is_none_is_one_line() {
    let workspace = Small::new("no_text");
    fs::write(workspace.file(), ODD).unwrap();
    let says = "double.rs is not UTF-8 text: mend it, or begin anew: cargo run -- reset double";
    for (command, status) in [
        ("start double", 0),
        ("hint double", 0),
        ("check double", 1),
        ("solution double --spoil", 1),
    ] {
        let output = workspace.run(command);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{command}: {errors}");
        assert!(errors.trim_end().ends_with(says), "{command}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{command}: {errors}");
    }
    assert_eq!(fs::read(workspace.file()).unwrap(), ODD);
}
