//! The exercises: their cards, the reader's files, and who judges them.

pub mod cards;
pub mod starter;

mod args;
mod board;
mod cargo;
mod check;
mod output;
mod progress;
mod reset;
mod said;
mod show;
mod solution;
mod watch;

pub use args::{Command, parse};

use std::error::Error;
use std::path::PathBuf;

use cards::Card;
use progress::Progress;

use crate::workspace;

type Done = Result<(), Box<dyn Error>>;

/// What every command needs.
pub struct Exercises {
    /// The workspace.
    root: PathBuf,
    cards: Vec<Card>,
    progress: Progress,
}

pub fn run(command: &Command) -> Done {
    let root = workspace::root()?;
    let cards = cards::all(&root)?;
    let progress = Progress::read(&root);
    let mut exercises = Exercises {
        root,
        cards,
        progress,
    };
    match command {
        Command::Board => board::run(&exercises),
        Command::Start(name) => show::start(&mut exercises, name),
        Command::Next => show::next(&mut exercises),
        Command::Check(name) => check::run(&mut exercises, name.as_deref()),
        Command::Hint(name) => show::hint(&mut exercises, name.as_deref()),
        Command::Watch(name) => watch::run(&mut exercises, name.as_deref()),
        Command::Solution { name, spoil } => solution::run(&exercises, name.as_deref(), *spoil),
        Command::Reset { name, yes } => reset::run(&exercises, name, *yes),
    }
}

impl Exercises {
    /// The exercise of this name, or of this number on the board; without one, the exercise
    /// that was started last.
    fn find(&self, name: Option<&str>) -> Result<&Card, String> {
        let current = || {
            self.progress
                .current()
                .ok_or("which one? `start NAME` begins one")
        };
        let name = name.map_or_else(current, Ok)?;
        let number = name
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        let by_number = number.and_then(|number| self.cards.get(number));
        let by_name = || self.cards.iter().find(|card| card.name == name);
        by_number.or_else(by_name).ok_or_else(|| {
            format!(
                "no exercise {name:?} (`cargo run -- exercises` lists all {})",
                self.cards.len()
            )
        })
    }
}
