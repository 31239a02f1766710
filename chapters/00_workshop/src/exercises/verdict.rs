//! What `check` tells the reader: one sentence about what failed, or by what it is solved.

use toolbox::card::{Card, Kind};
use toolbox::limited::{End, Ran};
use toolbox::reason::reason;
use toolbox::said::excerpt;

use super::judge::Judge;
use crate::explain::Table;

/// Why it is not solved yet.
#[derive(Debug)]
pub struct Fault {
    /// One sentence.
    pub what: String,
    /// What was printed, if it helps.
    pub said: String,
}

impl Fault {
    /// There is no more to it.
    pub fn plain(what: impl Into<String>) -> Fault {
        Fault {
            what: what.into(),
            said: String::new(),
        }
    }
}

/// The most lines of what a test printed.
const MOST: usize = 12;

/// One sentence about what failed: the test, and how it ended. `table` is its schedule, if it
/// has one.
pub fn fault_of(card: &Card, judge: Judge, test: &str, ran: &Ran, table: Option<&Table>) -> Fault {
    let why = match ran.end {
        End::Failed => match table {
            Some(table) => Some(table.failure.text.clone()),
            None => reason(test, &ran.text),
        },
        end => Some(end.to_string()),
    };
    let because = why
        .as_ref()
        .map_or_else(String::new, |why| format!(" ({why})"));
    // Without the module, which has the name of the exercise.
    let name = test.strip_prefix(&card.module()).unwrap_or(test);
    let what = match judge {
        Judge::Step if card.kind == Kind::Find => {
            // Of the exercise in which the piece is built.
            let name = name.rsplit("::").next().unwrap_or(name);
            format!("the test {name} fails{because}.")
        }
        Judge::Step => {
            let number = name.split('_').nth(1).unwrap_or("1");
            format!("step {number} is not done: {name}{because}.")
        }
        Judge::Behaviour => format!("the behaviour {name} fails{because}."),
        Judge::Property => {
            let name = name.rsplit("::").next().unwrap_or(name);
            format!("the property {name} fails{because}.")
        }
        Judge::Model => format!("the model {name} fails{because}."),
        Judge::Answer => format!("{}.", why.as_deref().unwrap_or("look at your answers")),
        Judge::Verdict if ran.end != End::Failed => {
            let which = match ran.text.contains("on our source it passes") {
                true => "the bug",
                false => "our source",
            };
            format!("your model does not end on {which}{because}.")
        }
        Judge::Verdict => {
            let said = reason(test, &ran.text).unwrap_or_else(|| "your model fails".to_owned());
            match table {
                Some(_) => format!("{said}{because}."),
                None => format!("{said}."),
            }
        }
    };
    let said = match (judge, table) {
        (Judge::Step | Judge::Behaviour | Judge::Property | Judge::Model, None) => {
            excerpt(&ran.text, MOST)
        }
        _ => String::new(), // the sentence says it all, or the table does
    };
    Fault { what, said }
}

/// `9 steps, 1 property`
pub fn counted(by: &[(Judge, usize)]) -> String {
    let mut kinds: Vec<(Judge, usize)> = Vec::new();
    for (judge, passed) in by {
        match kinds.iter_mut().find(|(known, _)| known == judge) {
            Some(known) => known.1 += passed,
            None => kinds.push((*judge, *passed)),
        }
    }
    let texts = kinds.iter().map(|(judge, passed)| judge.count(*passed));
    texts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::time::Duration;
    use toolbox::cards;

    /// A card of chapter 4 of this kind.
    fn card(kind: Kind) -> Card {
        let root = toolbox::workspace::root().unwrap();
        let cards = cards::all(&root).unwrap().into_iter();
        let mut cards = cards.filter(|card| card.folder.ends_with(Path::new("04_bounded_channel")));
        cards.find(|card| card.kind == kind).unwrap()
    }

    /// What is told if the test `name` of the card's module ends so and says `reason`.
    fn told(kind: Kind, judge: Judge, name: &str, end: End, reason: &str) -> Fault {
        let card = card(kind);
        let test = format!("{}{name}", card.module());
        let text = format!("test {test} ... \nthread 'main' panicked at a.rs:1:1:\n{reason}\n");
        let printed = text.len() as u64;
        fault_of(&card, judge, &test, &Ran { end, text, printed }, None)
    }

    #[test]
    fn each_kind_of_exercise_fails_in_its_own_words() {
        use End::Failed;
        let asleep = End::Slept(Duration::from_secs(6));
        let no_end = "no end: for 6 s all its threads have slept, and nobody wakes them";
        for (kind, judge, name, end, reason, what) in [
            (
                Kind::Build,
                Judge::Step,
                "step_2_a",
                Failed,
                "todo",
                "step 2 is not done: step_2_a (todo).",
            ),
            (
                Kind::Build,
                Judge::Step,
                "step_2_a",
                asleep,
                "of a task",
                &format!("step 2 is not done: step_2_a ({no_end})."),
            ),
            (
                Kind::Find,
                Judge::Model,
                "m",
                Failed,
                "late",
                "the model m fails (late).",
            ),
            (
                Kind::Find,
                Judge::Step,
                "step_2_a",
                Failed,
                "late",
                "the test step_2_a fails (late).",
            ),
            (
                Kind::Predict,
                Judge::Answer,
                "a",
                Failed,
                "1 of 4 answers are wrong",
                "1 of 4 answers are wrong.",
            ),
            (
                Kind::Break,
                Judge::Verdict,
                "s",
                Failed,
                "your model passes on the bug, so it does not catch it",
                "your model passes on the bug, so it does not catch it.",
            ),
            (
                Kind::Break,
                Judge::Verdict,
                "s",
                asleep,
                "",
                &format!("your model does not end on our source ({no_end})."),
            ),
        ] {
            assert_eq!(told(kind, judge, name, end, reason).what, what);
        }
    }

    #[test]
    fn tests_are_counted_by_their_kind() {
        let by = [(Judge::Step, 2), (Judge::Step, 1), (Judge::Property, 1)];
        assert_eq!(counted(&by), "3 steps, 1 property");
    }
}
