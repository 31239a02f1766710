//! What threads look like, as data: a verb, objects, and lines of the sources.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::graph::View;
use super::names::Sources;
use super::quote::{list, quote};
use super::stack::{OWN, file_of};
use super::step::Op;

/// Functions that only pass a step on: their caller says more.
const HELPERS: [&str; 4] = ["lock", "list", "wait_until", "left"];
/// Lines around the one that is marked.
const AROUND: u32 = 2;

/// Which lines of which files are shown.
#[derive(Default)]
pub struct Files {
    names: Vec<String>,
    lines: BTreeMap<(usize, u32), ()>,
}

impl Files {
    fn number(&mut self, file: &str) -> usize {
        match self.names.iter().position(|name| name == file) {
            Some(number) => number,
            None => {
                self.names.push(file.to_owned());
                self.names.len() - 1
            }
        }
    }

    /// A row of `views`.
    pub fn view(&mut self, view: &View, sources: &mut Sources) -> String {
        let place = (file_of(view.at.file()), view.at.line());
        let mut frames = match view.stack.is_empty() {
            true => vec![place],
            false => view.stack.clone(),
        };
        frames.retain(|(file, _)| !file.starts_with(OWN)); // where main begins
        while frames.len() > 1 {
            let (file, line) = &frames[0];
            match sources.function(file, *line) {
                Some(name) if HELPERS.contains(&&name[..]) => drop(frames.remove(0)),
                _ => break,
            }
        }
        frames.dedup();
        frames.truncate(4);
        let mut numbers = Vec::new();
        for (at, (file, line)) in frames.iter().enumerate() {
            let number = self.number(file);
            numbers.push(format!("{number},{line}"));
            let around = if at == 0 { AROUND } else { 0 };
            for line in line.saturating_sub(around).max(1)..=line + around {
                self.lines.insert((number, line), ());
            }
        }
        let (verb, one, two) = verb(view.op);
        let number = |number: Option<usize>| number.map_or("-1".to_owned(), |n| n.to_string());
        let holds = list(view.holds.iter().map(usize::to_string));
        list([
            view.thread.to_string(),
            quote(verb),
            number(one),
            number(two),
            holds,
            list(numbers),
        ])
    }

    /// The table `files`.
    pub fn text(&self, sources: &mut Sources) -> String {
        let files = self.names.iter().enumerate().map(|(number, name)| {
            let mut lines = String::new();
            for (file, line) in self.lines.keys() {
                if *file == number {
                    let text = sources.line(name, *line);
                    let between = if lines.is_empty() { "" } else { "," };
                    write!(lines, "{between}\"{line}\":{}", quote(text)).unwrap_or_default();
                }
            }
            format!("[{},{{{lines}}}]", quote(name))
        });
        list(files)
    }
}

/// The verb, and the one or two objects or threads that it is about.
fn verb(op: Op) -> (&'static str, Option<usize>, Option<usize>) {
    match op {
        Op::Start => ("start", None, None),
        Op::Lock(lock) => ("lock", Some(lock), None),
        Op::Wait { condvar, lock, .. } => ("wait", Some(lock), Some(condvar)),
        Op::Asleep { condvar, lock, .. } => ("asleep", Some(lock), Some(condvar)),
        Op::Relock { condvar, lock } => ("relock", Some(lock), Some(condvar)),
        Op::NotifyOne(condvar) => ("notify_one", Some(condvar), None),
        Op::NotifyAll(condvar) => ("notify_all", Some(condvar), None),
        Op::Access(atomic, what) => (what, Some(atomic), None),
        Op::Release(handle) => ("drop", Some(handle), None),
        Op::Join(thread) => ("join", Some(thread), None),
        Op::Park => ("park", None, None),
        Op::Unpark(thread) => ("unpark", Some(thread), None),
        Op::Yield => ("yield", None, None),
        Op::Clock => ("clock", None, None),
        Op::Ended => ("ended", None, None),
    }
}
