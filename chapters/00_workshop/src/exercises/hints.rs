//! `hint`: one of the card's hints more each time.

use std::fmt::Write;

use toolbox::args::Named;
use toolbox::program::{Done, note, print};

use super::desk::Desk;
use super::terminal::{bold, wrapped};

pub fn run(args: &[String]) -> Done {
    let named = Named::read("hint", args, &[])?;
    let mut desk = Desk::open()?;
    let card = desk.find(named.name.as_deref())?;
    let seen = (desk.progress.hints(&card.name) + 1).min(card.hints.len());
    let mut text = String::new();
    for (number, hint) in (1..=seen).zip(&card.hints) {
        let title = bold(&format!("Hint {number}"));
        writeln!(text, "{title}\n\n{}", wrapped(hint))?;
    }
    let name = card.name.clone();
    text += &match card.hints.len() - seen {
        0 => format!("That was the last one. cargo run -- solution {name} --spoil\n"),
        1 => "There is one more.\n".to_owned(),
        left => format!("There are {left} more.\n"),
    };
    print(&text)?;
    desk.begin(card)?;
    if let Err(why) = desk.text(card) {
        note(&why);
    }
    desk.progress.saw_hints(&name, seen)?;
    Ok(())
}
