//! `solution NAME`: the reader's file beside ours.

use std::process::Command;

use super::output::colours;
use super::{Done, Exercises};
use crate::print;

/// Only of what is solved, unless `spoil`.
pub fn run(exercises: &Exercises, name: Option<&str>, spoil: bool) -> Done {
    let card = exercises.find(name)?;
    if exercises.progress.solved(&card.name).is_none() && !spoil {
        let name = &card.name;
        return Err(format!("{name} is not solved yet: `hint {name}`, or `--spoil`").into());
    }
    print(&format!(
        "- {}\n+ {}\n",
        card.file.display(),
        card.solution.display()
    ))?;
    // Whoever has the workspace has git. The paths need not be in its index.
    let compared = Command::new("git")
        .args(["--no-pager", "diff", "--no-index", "--minimal"])
        .arg(if colours() {
            "--color=always"
        } else {
            "--color=never"
        })
        .args([&card.file, &card.solution])
        .current_dir(&exercises.root)
        .status();
    match compared.map(|status| status.code()) {
        Ok(Some(0)) => print("They are the same.\n")?,
        Ok(Some(1)) => {} // they differ, and git has shown how
        _ => {
            return Err(format!("no git to compare them: read {}", card.solution.display()).into());
        }
    }
    Ok(())
}
