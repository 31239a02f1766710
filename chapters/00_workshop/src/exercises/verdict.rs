//! What `check` tells the reader: one sentence about what failed, or by what it is solved.

use toolbox::card::{Card, Kind, TARGET};
use toolbox::said::Said;

/// Who judges: tests of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// The tests of one step.
    Step,
    Behaviour,
    Property,
    /// What loom checks.
    Model,
    /// Of a prediction.
    Answer,
    /// The reader's model on our source, which is right.
    OnSource,
    /// The reader's model on the bug, which it has to catch.
    OnBug,
}

/// Why it is not solved yet.
#[derive(Debug)]
pub struct Fault {
    /// One sentence.
    pub what: String,
    /// The test target and the model in it, if its schedule can be shown.
    pub model: Option<(&'static str, String)>,
}

impl Fault {
    /// It has nothing to do with a model.
    pub fn plain(what: impl Into<String>) -> Fault {
        Fault {
            what: what.into(),
            model: None,
        }
    }
}

impl Judge {
    /// `1 property`, `2 properties`.
    fn count(self, number: usize) -> String {
        let (one, many) = match self {
            Judge::Step => ("step", "steps"),
            Judge::Behaviour => ("behaviour", "behaviours"),
            Judge::Property => ("property", "properties"),
            Judge::Model => ("model", "models"),
            Judge::Answer => ("answer", "answers"),
            Judge::OnSource | Judge::OnBug => ("verdict", "verdicts"),
        };
        format!("{number} {}", if number == 1 { one } else { many })
    }

    /// Where its tests are.
    pub fn target(self, card: &Card) -> &'static str {
        match (self, card.kind) {
            (Judge::Behaviour | Judge::Property, _) => "behaviour",
            (Judge::Model, Kind::Build) => "loom",
            _ => TARGET,
        }
    }
}

/// One sentence about what failed.
pub fn fault_of(card: &Card, judge: Judge, said: &Said) -> Fault {
    let test = said.failed().unwrap_or("(no test has a name yet)");
    let reason = said.reason(test);
    let because = reason.map_or_else(String::new, |reason| format!(" ({reason})"));
    // Without the module, which has the name of the exercise.
    let name = test.strip_prefix(&card.module()).unwrap_or(test);
    let what = match judge {
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
        Judge::Answer => format!("{}.", reason.unwrap_or("look at your answers")),
        Judge::OnSource | Judge::OnBug if said.text.contains("not yet implemented") => {
            "there is no model yet.".to_owned()
        }
        Judge::OnSource => {
            format!("your model fails on our source, which is right{because}.")
        }
        Judge::OnBug if said.text.contains("the bug was not caught") => {
            "your model passes on the bug, so it does not catch it.".to_owned()
        }
        Judge::OnBug => format!("your model fails on the bug, but not by itself{because}."),
    };
    let model = (judge == Judge::Model).then(|| (judge.target(card), test.to_owned()));
    Fault { what, model }
}

/// `9 steps, 1 property`
pub fn counted(by: &[(Judge, usize)]) -> String {
    let mut kinds: Vec<(Judge, usize)> = Vec::new();
    for (judge, passed) in by {
        let same = |known: &Judge| known.count(1) == judge.count(1);
        match kinds.iter_mut().find(|(known, _)| same(known)) {
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
    use toolbox::cards;

    /// A card of chapter 4 of this kind.
    fn card(kind: Kind) -> Card {
        let root = toolbox::workspace::root().unwrap();
        let cards = cards::all(&root).unwrap().into_iter();
        let mut cards = cards.filter(|card| card.folder.ends_with(Path::new("04_bounded_channel")));
        cards.find(|card| card.kind == kind).unwrap()
    }

    /// What is told if the test `name` of the card's module fails and says `reason`.
    fn told(kind: Kind, judge: Judge, name: &str, reason: &str) -> Fault {
        let card = card(kind);
        let test = format!("{}{name}", card.module());
        let text = format!(
            "test {test} ... FAILED\n\n---- {test} stdout ----\n\nthread 'x' panicked at a.rs:1:1:\n{reason}\n"
        );
        fault_of(&card, judge, &Said { ok: false, text })
    }

    #[test]
    fn each_kind_of_exercise_fails_in_its_own_words() {
        let source = "your model fails on our source, which is right (deadlock).";
        let bug = "your model passes on the bug, so it does not catch it.";
        for (kind, judge, name, reason, what) in [
            (
                Kind::Build,
                Judge::Step,
                "step_2_a",
                "todo",
                "step 2 is not done: step_2_a (todo).",
            ),
            (
                Kind::Find,
                Judge::Model,
                "m",
                "deadlock",
                "the model m fails (deadlock).",
            ),
            (
                Kind::Predict,
                Judge::Answer,
                "a",
                "1 of 4 answers are wrong",
                "1 of 4 answers are wrong.",
            ),
            (
                Kind::Break,
                Judge::OnSource,
                "s",
                "not yet implemented",
                "there is no model yet.",
            ),
            (Kind::Break, Judge::OnSource, "s", "deadlock", source),
            (
                Kind::Break,
                Judge::OnBug,
                "b",
                "b: the bug was not caught",
                bug,
            ),
        ] {
            assert_eq!(told(kind, judge, name, reason).what, what);
        }
    }

    #[test]
    fn only_a_model_has_a_schedule() {
        let model = told(Kind::Find, Judge::Model, "m", "deadlock")
            .model
            .unwrap();
        assert_eq!(model.0, "exercise");
        assert!(model.1.ends_with("::m"), "{model:?}");
        assert!(
            told(Kind::Build, Judge::Step, "step_1_a", "todo")
                .model
                .is_none()
        );
        assert!(
            told(Kind::Break, Judge::OnBug, "b", "deadlock")
                .model
                .is_none()
        );
    }

    #[test]
    fn tests_are_counted_by_their_kind() {
        let by = [
            (Judge::Step, 2),
            (Judge::Step, 1),
            (Judge::Property, 1),
            (Judge::OnSource, 1),
            (Judge::OnBug, 1),
        ];
        assert_eq!(counted(&by), "3 steps, 1 property, 2 verdicts");
    }
}
