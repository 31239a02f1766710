//! `start` and `next`: the card of an exercise, without its hints.

use std::fs;
use std::path::Path;

use toolbox::api::signatures;
use toolbox::args::{self, Named};
use toolbox::card::Card;
use toolbox::program::{Done, note, print};
use toolbox::starter;

use super::desk::Desk;
use super::terminal::{bold, wrapped};

/// `start NAME`: the exercise from now on.
pub fn start(args: &[String]) -> Done {
    let name = Named::read("start", args, &[])?.needed("start")?;
    show(&mut Desk::open()?, &name)
}

/// `next`: the first that is not solved yet.
pub fn next(args: &[String]) -> Done {
    args::none("next", args)?;
    let mut desk = Desk::open()?;
    let open = |card: &&Card| desk.progress.solved(&card.name).is_none();
    match desk.cards.iter().find(open).map(|card| card.name.clone()) {
        Some(name) => show(&mut desk, &name),
        None => print("All exercises are solved.\n"),
    }
}

fn show(desk: &mut Desk, name: &str) -> Done {
    let card = desk.find(Some(name))?;
    let name = card.name.clone();
    desk.begin(card)?;
    print(&text(&desk.root, card))?;
    if let Err(why) = desk.text(card) {
        note(&why);
    }
    desk.progress.start(&name)?;
    Ok(())
}

/// The card as it is shown on a terminal.
fn text(root: &Path, card: &Card) -> String {
    let facts = format!(
        "{}, {} minutes, chapter {}: {}",
        card.kind.name(),
        card.minutes,
        card.chapter,
        card.file.display()
    );
    let text = wrapped(&included(root, card));
    let api = starter::pristine(root, card);
    let api = api.map_or_else(|_| String::new(), |text| signatures(root, card, &text));
    let api: String = api.lines().map(|line| format!("    {line}\n")).collect();
    let api = match api.is_empty() {
        true => api,
        false => format!("What your file has imported:\n\n{api}\n"),
    };
    let stake = wrapped(&format!("At stake: {}", card.at_stake));
    let title = bold(&format!("{}: {}", card.name, card.title));
    let name = &card.name;
    let fails = card.fails.as_ref();
    let fails = fails.map_or_else(String::new, |model| {
        format!("The model {model} fails on it.\n")
    });
    format!(
        "{title}\n{facts}\n\n{stake}\n{text}{fails}\n{api}\
         cargo run -- check {name}   judges the file\n\
         cargo run -- hint {name}    helps a little, and more each time\n\
         By hand: {}\n",
        card.command()
    )
}

/// The card's text with what the book includes in it.
fn included(root: &Path, card: &Card) -> String {
    let include = |line: &str| -> Option<String> {
        let (path, anchor) = line
            .strip_prefix("{{#include ")?
            .strip_suffix("}}")?
            .split_once(':')?;
        let path = root.join(&card.folder).join("exercise").join(path);
        let text = fs::read_to_string(path).ok()?;
        let (_, text) = text.split_once(&format!("ANCHOR: {anchor}\n"))?;
        let (text, _) = text.split_once("// ANCHOR_END")?;
        Some(text.trim_end().to_owned())
    };
    let lines = card.text.lines();
    let lines = lines.map(|line| include(line).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}
