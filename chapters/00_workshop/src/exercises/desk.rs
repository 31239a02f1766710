//! What every command has before it: the cards, the reader's files, how far the reader is.

use std::fs;
use std::path::PathBuf;

use toolbox::card::Card;
use toolbox::{cards, starter, workspace};

use super::progress::Progress;

pub struct Desk {
    /// The workspace.
    pub root: PathBuf,
    pub cards: Vec<Card>,
    pub progress: Progress,
}

impl Desk {
    /// # Errors
    ///
    /// One line, if there is no workspace, or a card that is not of the form.
    pub fn open() -> Result<Desk, String> {
        let root = workspace::root()?;
        Ok(Desk {
            cards: cards::all(&root)?,
            progress: Progress::read(&root),
            root,
        })
    }

    /// The exercise of this name, or of this number on the board; without one, the exercise
    /// that was started last.
    ///
    /// # Errors
    ///
    /// One line, if there is none.
    pub fn find(&self, name: Option<&str>) -> Result<&Card, String> {
        let current = || {
            let current = self.progress.current();
            current.ok_or("which one? `start NAME` begins one")
        };
        let name = name.map_or_else(current, Ok)?;
        let number = name.parse::<usize>().ok();
        let by_number = number.and_then(|number| self.cards.get(number.checked_sub(1)?));
        let by_name = || self.cards.iter().find(|card| card.name == name);
        by_number.or_else(by_name).ok_or_else(|| {
            let all = self.cards.len();
            format!("no exercise {name:?} (`cargo run -- exercises` lists all {all})")
        })
    }

    /// From now on the reader's file is there: as the exercise begins, if it was not yet. Git
    /// has none of them, so that no pull ever meets one.
    ///
    /// # Errors
    ///
    /// One line, if it cannot be written.
    pub fn begin(&self, card: &Card) -> Result<(), String> {
        let path = self.root.join(&card.file);
        if path.exists() {
            return Ok(());
        }
        let text = starter::pristine(&self.root, card)?;
        fs::write(path, text).map_err(|error| format!("{}: {error}", card.file.display()))
    }

    /// What the reader has written so far.
    ///
    /// # Errors
    ///
    /// One line, if it cannot be read as text, and what to do about it.
    pub fn text(&self, card: &Card) -> Result<String, String> {
        workspace::read(&self.root, &card.file).map_err(|why| {
            let name = &card.name;
            format!("{why}: mend it, or begin anew: cargo run -- reset {name}")
        })
    }
}
