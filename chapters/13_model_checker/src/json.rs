//! A graph as data, for a page that draws it.
//!
//! Texts stand in tables, each once; states and steps are numbers. See `explorer.js`, which reads
//! it:
//!
//! | key       | what                                                                          |
//! |-----------|-------------------------------------------------------------------------------|
//! | `name`    | of the model                                                                  |
//! | `found`   | states of the search, executions, whether it is complete                      |
//! | `threads` | their names                                                                   |
//! | `objects` | kind and name                                                                 |
//! | `files`   | name, and the lines that are shown, by number                                 |
//! | `views`   | thread, verb, objects, locks held, frames as file and line, the innermost first |
//! | `states`  | a view for each thread, -1 if it is not there yet                             |
//! | `steps`   | for each state: who, whom, where to, and so on                                |
//! | `ends`    | kind and text                                                                 |
//! | `ended`   | state and end, and so on                                                      |
//!
//! Who: the number of a thread; 100 and it, if it wakes for no reason; 200, if it gets late. Whom:
//! the thread that a notify wakes and 1, or 0.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::fold::{Drawn, fold};
use super::graph::{End, Graph, View};
use super::names::{Sources, names};
use super::stack::{OWN, file_of};
use super::step::{Choice, Op};

/// Functions that only pass a step on: their caller says more.
const HELPERS: [&str; 4] = ["lock", "list", "wait_until", "left"];
/// Lines around the one that is marked.
const AROUND: u32 = 2;

/// See the module.
pub fn json(name: &str, graph: &Graph) -> String {
    let mut sources = Sources::default();
    let (threads, objects) = names(graph, &mut sources);
    let drawn = fold(graph);
    let mut used: Vec<usize> = drawn.iter().flat_map(|state| state.views.clone()).collect();
    used.sort_unstable();
    used.dedup();
    let mut files = Files::default();
    let views = used
        .iter()
        .map(|&view| files.view(&graph.views[view], &mut sources));
    let views: Vec<_> = views.collect();
    let states = drawn.iter().map(|state| {
        let mut row = vec!["-1".to_owned(); threads.len()];
        for view in &state.views {
            let place = used.binary_search(view).unwrap_or(0);
            row[graph.views[*view].thread] = place.to_string();
        }
        list(row)
    });
    let states = list(states);
    let mut ends: Vec<&End> = drawn
        .iter()
        .filter_map(|state| state.end.as_ref())
        .collect();
    ends.sort();
    ends.dedup();
    let ended = drawn.iter().enumerate().filter_map(|(at, state)| {
        let end = ends.binary_search(&state.end.as_ref()?).ok()?;
        Some(format!("{at},{end}"))
    });
    let ended = list(ended);
    let objects = graph.objects.iter().zip(&objects);
    let objects = objects.map(|((kind, _), name)| list([quote(kind), quote(name)]));
    format!(
        "{{\"name\":{},\"found\":[{},{},{}],\n\"threads\":{},\n\"objects\":{},\n\"files\":{},\n\
         \"views\":{},\n\"states\":{states},\n\"steps\":{},\n\"ends\":{},\n\"ended\":{ended}}}\n",
        quote(name),
        graph.states.len(),
        graph.executions,
        graph.complete,
        list(threads.iter().map(|name| quote(name))),
        list(objects),
        files.text(&mut sources),
        list(views),
        list(drawn.iter().map(steps)),
        list(ends.into_iter().map(end)),
    )
}

fn steps(state: &Drawn) -> String {
    let steps = state.steps.iter().map(|(choice, to)| {
        let (who, whom) = match *choice {
            Choice::Run(thread) => (thread, 0),
            Choice::Wake { by, whom } => (by, whom + 1),
            Choice::Spurious(thread) => (100 + thread, 0),
            Choice::Late => (200, 0),
        };
        format!("{who},{whom},{to}")
    });
    list(steps)
}

fn end(end: &End) -> String {
    let (kind, text) = match end {
        End::Well => ("well", ""),
        End::Stuck(None) => ("stuck", ""),
        End::Stuck(Some(text)) => ("stuck", &text[..]),
        End::LeftBehind => ("left", ""),
        End::Panic(text) => ("panic", &text[..]),
        End::Leak => ("leak", ""),
        End::Endless => ("no end", ""),
    };
    // The place of a panic says no more than its message.
    let text = text.split(", at chapters/").next().unwrap_or("");
    list([quote(kind), quote(text)])
}

/// Which lines of which files are shown.
#[derive(Default)]
struct Files {
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

    fn view(&mut self, view: &View, sources: &mut Sources) -> String {
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

    fn text(&self, sources: &mut Sources) -> String {
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

fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<_> = items.into_iter().collect();
    format!("[{}]", items.join(","))
}

fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            // So that no `</script>` can be in it.
            c if c.is_control() || c == '<' => {
                write!(quoted, "\\u{:04x}", c as u32).unwrap_or_default();
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
