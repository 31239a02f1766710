//! `watch`: checks again whenever the file is saved, until it is solved.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use super::{Done, Exercises, check};
use crate::print;

/// How often we look. std has no way to be told.
const LOOK: Duration = Duration::from_millis(300);

pub fn run(exercises: &mut Exercises, name: Option<&str>) -> Done {
    let card = exercises.find(name)?;
    let (name, path) = (card.name.clone(), exercises.root.join(&card.file));
    loop {
        let before = saved(&path);
        match check::run(exercises, Some(&name)) {
            Ok(()) => return Ok(()),
            Err(why) => print(&format!(
                "\n{why}\nWaiting for {} to be saved. Ctrl-C ends.\n",
                path.display()
            ))?,
        }
        while saved(&path) == before {
            thread::sleep(LOOK);
        }
    }
}

/// When the file was last written, and how long it is. An editor may replace it, so that for
/// a moment there is none.
fn saved(path: &Path) -> Option<(SystemTime, u64)> {
    let data = fs::metadata(path).ok()?;
    Some((data.modified().ok()?, data.len()))
}
