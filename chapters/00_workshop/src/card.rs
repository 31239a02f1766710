//! One exercise, as its card tells it.

use std::path::PathBuf;

/// The test target of a chapter's exercises: a module for each.
pub const TARGET: &str = "exercise";

/// What is asked of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Write a piece of the chapter, step by step.
    Build,
    /// Mend a planted bug.
    Find,
    /// Say which outcomes can happen.
    Predict,
    /// Write the loom model that catches a planted bug.
    Break,
}

impl Kind {
    /// As the card says it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Build => "Build",
            Kind::Find => "Find",
            Kind::Predict => "Predict",
            Kind::Break => "Break",
        }
    }

    /// The kind of that name.
    pub fn of(name: &str) -> Option<Kind> {
        let kinds = [Kind::Build, Kind::Find, Kind::Predict, Kind::Break];
        kinds.into_iter().find(|kind| kind.name() == name)
    }
}

/// One exercise. Paths are below the root of the workspace.
#[derive(Debug)]
pub struct Card {
    /// `queue_4`: no other exercise has it.
    pub name: String,
    /// What the board shows.
    pub title: String,
    /// What is asked.
    pub kind: Kind,
    /// How long it may take.
    pub minutes: u32,
    /// The chapter's number.
    pub chapter: u32,
    /// The chapter's folder.
    pub folder: PathBuf,
    /// What the reader edits.
    pub file: PathBuf,
    /// What is right in the end: our source, or a file among the tests.
    pub solution: PathBuf,
    /// The planted bug that is to be mended, or caught.
    pub bug: Option<PathBuf>,
    /// The model that fails while the bug is there.
    pub fails: Option<String>,
    /// The groups of models that judge what is built; none: all of the chapter.
    pub models: Vec<String>,
    /// What the names of plain tests have that are about something else, and take their time.
    pub without: Vec<String>,
    /// Why anybody should care.
    pub at_stake: String,
    /// The rest of what the card says, but for the command and the hints.
    pub text: String,
    /// Of an exercise that is built step by step.
    pub steps: Vec<Step>,
    /// Three of them.
    pub hints: Vec<String>,
}

/// One step of an exercise: some functions that belong together.
#[derive(Debug)]
pub struct Step {
    /// `Queue::push`, `Drop for Pool::drop`, `worker`.
    pub functions: Vec<String>,
    /// What they are to do.
    pub text: String,
}

impl Card {
    /// The chapter's package.
    pub fn package(&self) -> String {
        format!("chapter{}", self.chapter)
    }

    /// The feature that has the reader's file take part.
    pub fn feature(&self) -> String {
        format!("exercise-{}", self.name.replace('_', "-"))
    }

    /// What the names of its own tests in [`TARGET`] begin with.
    pub fn module(&self) -> String {
        format!("{}::", self.name)
    }

    /// The exercise that has the steps of its piece: itself, or the one in which the piece that is
    /// to be mended is built.
    pub fn built<'a>(&'a self, cards: &'a [Card]) -> Option<&'a Card> {
        match self.kind {
            Kind::Build => Some(self),
            Kind::Find => cards
                .iter()
                .find(|card| card.kind == Kind::Build && card.solution == self.solution),
            Kind::Predict | Kind::Break => None,
        }
    }

    /// The command by which cargo judges it, as the card prints it. What is built or mended faces
    /// every test of the chapter; all others only their own.
    pub fn command(&self) -> String {
        let (package, feature) = (self.package(), self.feature());
        let all = format!("cargo test -p {package} --features {feature}");
        match self.kind {
            Kind::Build | Kind::Find => all,
            Kind::Predict | Kind::Break => format!("{all} --test {TARGET}"),
        }
    }
}
