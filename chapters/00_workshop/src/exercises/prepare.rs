//! `prepare`: everything is there and built before a room begins, so that a first `check` does
//! not wait for it.

use std::process::Stdio;
use std::time::Instant;

use toolbox::args::{Named, unknown};
use toolbox::card::Card;
use toolbox::cargo::{build, cargo};
use toolbox::program::{Done, print};

use super::desk::Desk;

pub fn run(args: &[String]) -> Done {
    let named = Named::read("prepare", args, &["--files"])?;
    if let Some(name) = &named.name {
        return Err(unknown("prepare", name).into());
    }
    let desk = Desk::open()?;
    for card in &desk.cards {
        desk.begin(card)?;
    }
    let all = desk.cards.len();
    print(&format!("The files of all {all} exercises are there.\n"))?;
    if named.has("--files") {
        return Ok(());
    }
    let begin = Instant::now();
    let mut packages: Vec<String> = desk.cards.iter().map(|card| card.package()).collect();
    packages.dedup();
    // What every check has in common: our sources, as they stand, and what the tests use. The
    // tests themselves are built with the reader's file in them, each when it is judged. One is
    // built here, of a chapter that is small: it needs all that any of them does.
    let small = desk.cards.first().map(Card::package).unwrap_or_default();
    let sources = ["build", "--profile", "test", "--lib"];
    let one = [
        "test",
        "--no-run",
        "--test",
        "behaviour",
        "--package",
        &small,
    ];
    for (command, packages) in [(&one[..], &[][..]), (&sources, &packages)] {
        let mut cargo = cargo();
        cargo
            .args(command)
            .args(packages.iter().flat_map(|package| ["--package", package]))
            .current_dir(&desk.root);
        if !build(cargo.stderr(Stdio::inherit()))?.ok {
            return Err("it does not compile; cargo has said why".into());
        }
    }
    let seconds = begin.elapsed().as_secs();
    print(&format!(
        "What they need is built ({seconds} s). `cargo run -- next` begins.\n"
    ))
}
