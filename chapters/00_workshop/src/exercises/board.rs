//! `exercises`: all of them, and how far the reader is.

use std::fmt::Write;

use super::output::{bold, green};
use super::{Done, Exercises};
use crate::print;

/// The longest text of the last column, so that a row has 80 columns at most.
const LAST: usize = 38;

pub fn run(exercises: &Exercises) -> Done {
    let Exercises {
        cards, progress, ..
    } = exercises;
    let mut text = String::new();
    let mut chapter = 0;
    for (nth, card) in cards.iter().enumerate() {
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
        let (kind, minutes) = (card.kind.name(), card.minutes);
        let number = nth + 1;
        writeln!(
            text,
            "{number:>3} {mark} {:<17} {kind:<7} {minutes:>3} min  {last}",
            card.name
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
