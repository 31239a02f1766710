//! `exercises`: all of them, and how far the reader is.

use std::fmt::Write;

use toolbox::args;
use toolbox::program::{Done, print};

use super::desk::Desk;
use super::terminal::{bold, green};

/// The longest text of the last column, so that a row has 80 columns at most.
const LAST: usize = 38;

pub fn run(args: &[String]) -> Done {
    args::none("exercises", args)?;
    let Desk {
        cards, progress, ..
    } = Desk::open()?;
    let mut text = String::new();
    let mut chapter = 0;
    for (number, card) in (1..).zip(&cards) {
        if card.chapter != chapter {
            chapter = card.chapter;
            writeln!(text, "{}", bold(&format!("Chapter {chapter}")))?;
        }
        let solved = progress.solved(&card.name);
        let last = solved.map_or_else(|| card.title.clone(), |by| format!("by {by}"));
        let last = last.chars().take(LAST).collect::<String>();
        let mark = match (solved, progress.current()) {
            (Some(_), _) => green("x"),
            (None, Some(current)) if current == card.name => ">".to_owned(),
            _ => " ".to_owned(),
        };
        let (name, kind, minutes) = (&card.name, card.kind.name(), card.minutes);
        writeln!(
            text,
            "{number:>3} {mark} {name:<17} {kind:<7} {minutes:>3} min  {last}"
        )?;
    }
    let solved = cards
        .iter()
        .filter(|card| progress.solved(&card.name).is_some());
    writeln!(
        text,
        "{} of {} solved. `cargo run -- next` shows the next one, `start N` any.",
        solved.count(),
        cards.len()
    )?;
    print(&text)
}
