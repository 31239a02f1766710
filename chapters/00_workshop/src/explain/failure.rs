//! The last line: what is wrong.

use std::collections::BTreeMap;
use std::fmt;

use super::recording::Recording;
use super::state::{State, Want};
use super::step::Step;

/// The most letters of a panic's message.
const MOST: usize = 160;

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Deadlock,
    Panic,
    Leak,
    NoEnd,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub kind: Kind,
    /// Begins with the kind.
    pub text: String,
}

/// What the last step, a panic, says of the state that it left.
pub fn of(recording: &Recording, state: &State) -> Failure {
    let none = Step::default();
    let last = recording.steps.last().unwrap_or(&none);
    let said = last.detail.trim();
    let (kind, text) = if said.contains("deadlock; threads") {
        (Kind::Deadlock, deadlock(recording, state))
    } else if said.contains("maximum number of branches") {
        let text = "after 10,000 choices of loom's this execution still goes on";
        (Kind::NoEnd, text.to_owned())
    } else if said.contains("leaked") && last.at.contains("loom-") {
        (
            Kind::Leak,
            format!("all threads have ended, and {}", shorten(said)),
        )
    } else {
        let said = format!("{}: {}", recording.thread(last.thread), shorten(said));
        (Kind::Panic, said)
    };
    let text = format!("{kind}: {text}");
    Failure { kind, text }
}

/// Who waits for what.
fn deadlock(names: &Recording, state: &State) -> String {
    let mut notifies: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut stuck = Vec::new();
    let wants = state.wants.iter();
    for (thread, want) in wants.filter(|(thread, _)| !state.ended.contains(thread)) {
        let name = names.thread(*thread);
        match want {
            Want::Notify(condvar) => notifies.entry(*condvar).or_default().push(name),
            Want::End(other) if other == thread => {
                stuck.push(format!("{name} waits for its own end"))
            }
            Want::End(other) => {
                stuck.push(format!(
                    "{name} waits for the end of {}",
                    names.thread(*other)
                ));
            }
            Want::Lock(lock) => {
                let lock_name = names.object(*lock);
                stuck.push(match state.held.get(lock) {
                    Some(holder) if holder == thread => {
                        format!("{name} waits for {lock_name}, which it holds itself")
                    }
                    Some(holder) => {
                        let holder = names.thread(*holder);
                        format!("{name} waits for {lock_name}, which {holder} holds")
                    }
                    None => format!("{name} waits for {lock_name}"),
                });
            }
        }
    }
    for (condvar, threads) in notifies {
        let (condvar, wait) = (
            names.object(condvar),
            if threads.len() == 1 { "waits" } else { "wait" },
        );
        let threads = threads.join(" and ");
        stuck.push(format!(
            "{threads} {wait} on {condvar}, which nobody is left to notify"
        ));
    }
    stuck.join("; ")
}

fn shorten(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Deadlock => "deadlock",
            Kind::Panic => "panic",
            Kind::Leak => "leak",
            Kind::NoEnd => "no end",
        })
    }
}
