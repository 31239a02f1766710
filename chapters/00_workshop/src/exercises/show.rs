//! `start`, `next` and `hint`: what the card says, a part at a time.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::cards::Card;
use super::output::{bold, wrapped};
use super::{Done, Exercises};
use crate::print;

/// The exercise from now on.
pub fn start(exercises: &mut Exercises, name: &str) -> Done {
    let card = exercises.find(Some(name))?;
    let text = card_text(&exercises.root, card);
    let name = card.name.clone();
    exercises.progress.start(&name)?;
    print(&text)
}

/// The first that is not solved yet.
pub fn next(exercises: &mut Exercises) -> Done {
    let open = |card: &&Card| exercises.progress.solved(&card.name).is_none();
    match exercises.cards.iter().find(open) {
        Some(card) => {
            let name = card.name.clone();
            start(exercises, &name)
        }
        None => print("All exercises are solved.\n"),
    }
}

/// One hint more each time.
pub fn hint(exercises: &mut Exercises, name: Option<&str>) -> Done {
    let card = exercises.find(name)?;
    let seen = (exercises.progress.hints(&card.name) + 1).min(card.hints.len());
    let mut text = String::new();
    for (nth, hint) in card.hints.iter().enumerate().take(seen) {
        writeln!(
            text,
            "{}\n\n{}",
            bold(&format!("Hint {}", nth + 1)),
            wrapped(hint)
        )?;
    }
    let name = card.name.clone();
    text += &match card.hints.len() - seen {
        0 => format!("That was the last one. cargo run -- solution {name} --spoil\n"),
        1 => "There is one more.\n".to_owned(),
        left => format!("There are {left} more.\n"),
    };
    exercises.progress.saw_hints(&name, seen)?;
    print(&text)
}

/// The card as it is shown on a terminal, without its hints.
fn card_text(root: &Path, card: &Card) -> String {
    let facts = format!(
        "{}, {} minutes, chapter {}: {}",
        card.kind.name(),
        card.minutes,
        card.chapter,
        card.file.display()
    );
    let text = wrapped(&included(root, card));
    let stake = wrapped(&format!("At stake: {}", card.at_stake));
    let title = bold(&format!("{}: {}", card.name, card.title));
    let name = &card.name;
    let fails = card.fails.as_ref();
    let fails = fails.map_or_else(String::new, |model| {
        format!("The model {model} fails on it.\n")
    });
    format!(
        "{title}\n{facts}\n\n{stake}\n{text}{fails}\n\
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
