//! A chapter that does not compile stops no exercise of another.

use std::fs;
use std::time::SystemTime;

use toolbox::said::Said;

use super::scratch::scratch;
use super::{left_out, none, said, workshop};

/// A file with one bracket less, until it is dropped.
struct OneBracketLess {
    path: std::path::PathBuf,
    text: String,
    written: SystemTime,
}

impl OneBracketLess {
    fn new(path: std::path::PathBuf) -> OneBracketLess {
        let text = fs::read_to_string(&path).unwrap();
        let written = fs::metadata(&path).unwrap().modified().unwrap();
        fs::write(&path, text.replacen('{', "", 1)).unwrap();
        OneBracketLess {
            path,
            text,
            written,
        }
    }
}

/// The file is as it was, and as old: cargo has nothing to build.
impl Drop for OneBracketLess {
    fn drop(&mut self) {
        fs::write(&self.path, &self.text).unwrap();
        let file = fs::File::options().append(true).open(&self.path).unwrap();
        file.set_modified(self.written).unwrap();
    }
}

#[test]
fn the_exercises_of_the_others_go_on() {
    if left_out() {
        return;
    }
    let scratch = scratch();
    let _turns = scratch.whole();
    let _broken = OneBracketLess::new(
        scratch
            .root()
            .join("chapters/04_bounded_channel/src/queue.rs"),
    );
    let mut faults = Vec::new();
    for (command, ok, words) in [
        ("exercises", true, "Chapter 4"),
        ("start queue_4", true, "At stake: "),
        ("hint queue_4", true, "Hint 1"),
        // Of a chapter that does not need the one that is broken: it is judged.
        ("check pool_2", false, "not yet: step 1 is not done: "),
        // The reader's own file takes the place of the one that is broken.
        ("check queue_4", false, "not yet: step 1 is not done: "),
        ("check channel", false, "not yet: it does not compile"),
        ("race", false, "The exercises of the others go on"),
    ] {
        let Said { ok: was, text } = said(scratch.at_home(workshop().args(command.split(' '))));
        if was != ok || !text.contains(words) {
            faults.push(format!("{command}: {text}"));
        }
    }
    none(&faults);
}
