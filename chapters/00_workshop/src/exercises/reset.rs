//! `reset NAME`: the exercise as it was. The reader's text is kept beside it.

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use super::{Done, Exercises, starter};
use crate::print;

/// Asks first, unless `yes`.
pub fn run(exercises: &Exercises, name: &str, yes: bool) -> Done {
    let card = exercises.find(Some(name))?;
    let path = exercises.root.join(&card.file);
    let pristine = starter::pristine(&exercises.root, card)?;
    let old = fs::read_to_string(&path).unwrap_or_default(); // as it is, to be kept
    let shown = card.file.display();
    if old.replace("\r\n", "\n") == pristine {
        print(&format!("{shown} is as it was.\n"))?;
        return Ok(());
    }
    if !yes && !old.is_empty() {
        print(&format!(
            "Put {shown} back to its beginning? Your text is kept beside it. [y/N] "
        ))?;
        io::stdout().flush()?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        if !matches!(answer.trim(), "y" | "Y" | "yes") {
            print("Nothing has changed.\n")?;
            return Ok(());
        }
    }
    if !old.is_empty() {
        let kept = kept(&path);
        fs::write(&kept, old)?;
        print(&format!(
            "Your text is in {}.\n",
            kept.strip_prefix(&exercises.root)?.display()
        ))?;
    }
    fs::write(&path, pristine)?;
    print(&format!("{shown} is as it was.\n"))?;
    Ok(())
}

/// `queue.rs.1`, or the next number that is free. Not `.rs`: then nothing takes it for code.
fn kept(path: &Path) -> PathBuf {
    let numbered = |n: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{n}"));
        PathBuf::from(name)
    };
    let mut paths = (1..).map(numbered);
    paths
        .find(|path| !path.exists())
        .expect("there are many numbers")
}
