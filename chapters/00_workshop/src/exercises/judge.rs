//! Who judges: where the tests of each kind are, what they may use, and what they count for.

use std::time::Duration;

use toolbox::card::{Card, Kind, TARGET};
use toolbox::limited::{End, Limits, Ran};

/// What the process of a test may use. With our sources most need a tenth of it.
pub const LIMITS: Limits = Limits {
    works: Duration::from_secs(15),
    sleeps: Duration::from_secs(8),
    lasts: Duration::from_secs(300),
    takes: 1000,
    prints: 16,
};

/// Who judges: tests of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// The tests of one step.
    Step,
    /// What loom checks.
    Model,
    Behaviour,
    Property,
    /// Of a prediction.
    Answer,
    /// The reader's model on our source, which is right, and on the bug, which it has to catch.
    Verdict,
}

impl Judge {
    /// `1 property`, `2 properties`.
    pub fn count(self, number: usize) -> String {
        let (one, many) = match self {
            Judge::Step => ("step", "steps"),
            Judge::Behaviour => ("behaviour", "behaviours"),
            Judge::Property => ("property", "properties"),
            Judge::Model => ("model", "models"),
            Judge::Answer => ("answer", "answers"),
            Judge::Verdict => ("verdict", "verdicts"),
        };
        format!("{number} {}", if number == 1 { one } else { many })
    }

    /// Where its tests are.
    pub fn target(self, card: &Card) -> &'static str {
        match (self, card.kind) {
            (Judge::Behaviour | Judge::Property, _) => "behaviour",
            (Judge::Model, Kind::Build | Kind::Find) => "loom",
            _ => TARGET,
        }
    }

    /// Where their text is, below the chapter.
    pub fn folder(self) -> &'static str {
        match self {
            Judge::Model => "tests/models",
            Judge::Behaviour | Judge::Property => "tests/behaviour",
            Judge::Step | Judge::Answer | Judge::Verdict => "tests/exercise",
        }
    }

    /// What each of its tests may use: many times what ours do.
    pub fn limits(self) -> Limits {
        let (works, sleeps) = match self {
            Judge::Step => (4, 5), // done in a moment
            Judge::Model => (8, 8),
            _ => return LIMITS,
        };
        Limits {
            works: Duration::from_secs(works),
            sleeps: Duration::from_secs(sleeps),
            ..LIMITS
        }
    }

    /// What a test that passed counts for.
    pub fn worth(self, text: &str) -> usize {
        match self {
            // The test is one; the reader gave each answer by itself.
            Judge::Answer => text.matches("you say it ").count().max(1),
            Judge::Verdict => 2,
            _ => 1,
        }
    }

    /// May a schedule be shown of a test that ended so?
    pub fn has_schedule(self, ran: &Ran) -> bool {
        let of_a_model = match self {
            Judge::Model => true,
            Judge::Verdict => ran.text.contains("your model fails on our source"),
            _ => false,
        };
        of_a_model && ran.end == End::Failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_counts() {
        assert_eq!(
            Judge::Answer.worth("you say it can\nyou say it cannot\n"),
            2
        );
        assert_eq!(Judge::Step.worth("you say it "), 1);
    }
}
