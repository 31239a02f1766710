//! `solution NAME`: the reader's file beside ours.

use std::process::Command;

use toolbox::args::Named;
use toolbox::program::{Done, print};

use super::desk::Desk;
use super::terminal::colours;

/// Only of what is solved, unless `--spoil`.
pub fn run(args: &[String]) -> Done {
    let named = Named::read("solution", args, &["--spoil"])?;
    let desk = Desk::open()?;
    let card = desk.find(named.name.as_deref())?;
    if desk.progress.solved(&card.name).is_none() && !named.has("--spoil") {
        let name = &card.name;
        return Err(format!("{name} is not solved yet: `hint {name}`, or `--spoil`").into());
    }
    desk.begin(card)?;
    desk.text(card)?; // what is no text cannot be compared
    let (file, solution) = (card.file.display(), card.solution.display());
    print(&format!("- {file}\n+ {solution}\n"))?;
    // Who has the workspace has git. The paths need not be in its index.
    let compared = Command::new("git")
        .args(["--no-pager", "diff", "--no-index", "--minimal"])
        .arg(match colours() {
            true => "--color=always",
            false => "--color=never",
        })
        .args([&card.file, &card.solution])
        .current_dir(&desk.root)
        .status();
    match compared.map(|status| status.code()) {
        Ok(Some(0)) => print("They are the same.\n"),
        Ok(Some(1)) => Ok(()), // they differ, and git has shown how
        _ => Err(format!("no git to compare them: read {solution}").into()),
    }
}
