//! `watch`: checks again whenever the file is saved, until it is solved.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use toolbox::args::Named;
use toolbox::program::{Done, print};

use super::check::check;
use super::desk::Desk;

/// How often we look. std has no way to be told.
const LOOK: Duration = Duration::from_millis(300);

pub fn run(args: &[String]) -> Done {
    let named = Named::read("watch", args, &[])?;
    let mut desk = Desk::open()?;
    let card = desk.find(named.name.as_deref())?;
    let (name, path) = (card.name.clone(), desk.root.join(&card.file));
    loop {
        desk.begin(desk.find(Some(&name))?)?;
        let before = saved(&path);
        // A text that is saved meanwhile is the one that counts.
        let Err(why) = check(&mut desk, &name, &|| saved(&path) != before) else {
            return Ok(());
        };
        if saved(&path) != before {
            print("\nIt was saved meanwhile: once more.\n")?;
            continue;
        }
        let file = path.display();
        print(&format!(
            "\n{why}\nWaiting for {file} to be saved. Ctrl-C ends.\n"
        ))?;
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
