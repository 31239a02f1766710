//! The exercises: their cards, the reader's files, and who judges them.

pub mod cards;
pub mod reset;
pub mod starter;

use std::env;
use std::error::Error;
use std::path::PathBuf;

use cards::Card;

pub type Done = Result<(), Box<dyn Error>>;

/// What to do with the exercises.
#[derive(Debug)]
pub enum Command {
    Reset { name: String, yes: bool },
}

pub fn run(command: &Command) -> Done {
    let root = root()?;
    let cards = cards::all(&root)?;
    match command {
        Command::Reset { name, yes } => reset::run(&root, find(&cards, name)?, *yes),
    }
}

/// The workspace: where cargo runs us, or where we were built.
fn root() -> Result<PathBuf, String> {
    let here = env::current_dir().unwrap_or_default();
    let built = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut places = here.ancestors().map(PathBuf::from).chain([built]);
    let found = places.find(|place| place.join("chapters/00_workshop/Cargo.toml").is_file());
    found.ok_or_else(|| "the workspace is not here: run it in its folder".to_owned())
}

/// The exercise of this name.
fn find<'a>(cards: &'a [Card], name: &str) -> Result<&'a Card, String> {
    cards.iter().find(|card| card.name == name).ok_or_else(|| {
        let names: Vec<_> = cards.iter().map(|card| card.name.as_str()).collect();
        format!("no exercise {name:?}: there are {}", names.join(", "))
    })
}
