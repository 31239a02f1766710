//! What the source calls a thread, a lock, a condvar or an atomic.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::graph::Graph;
use super::stack::file_of;
use super::step::Op;
use super::world::Place;

/// The sources, each read once.
#[derive(Default)]
pub struct Sources(HashMap<String, Vec<String>>);

impl Sources {
    /// A line of a file, the first being 1. Empty if it is not there.
    pub fn line(&mut self, file: &str, line: u32) -> &str {
        let read = || {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
            let text = fs::read_to_string(root.join(file)).unwrap_or_default();
            text.lines().map(str::to_owned).collect()
        };
        let lines = self.0.entry(file.to_owned()).or_insert_with(read);
        let index = usize::try_from(line).unwrap_or(0).wrapping_sub(1);
        lines.get(index).map_or("", String::as_str)
    }

    /// The function that a line is in: the nearest `fn` above it that is less indented.
    pub fn function(&mut self, file: &str, line: u32) -> Option<String> {
        let indent = |line: &str| line.len() - line.trim_start().len();
        let own = indent(self.line(file, line));
        (1..line).rev().find_map(|above| {
            let text = self.line(file, above);
            let (before, name) = text.split_once("fn ")?;
            let is_fn = before.trim().split(' ').all(|word| {
                word.is_empty() || word.starts_with("pub") || ["async", "const"].contains(&word)
            });
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_')?;
            (is_fn && indent(text) < own).then(|| name[..end].to_owned())
        })
    }

    /// `let worker = {`, a few lines above.
    fn block(&mut self, at: Place) -> Option<String> {
        let file = file_of(at.file());
        (at.line().saturating_sub(3)..at.line())
            .rev()
            .find_map(|above| {
                let line = self.line(&file, above).trim();
                let name = line.strip_prefix("let ")?.strip_suffix(" = {")?;
                Some(name.to_owned())
            })
    }

    fn before(&mut self, at: Place) -> String {
        let line = self.line(&file_of(at.file()), at.line());
        let column = usize::try_from(at.column()).unwrap_or(0).saturating_sub(1);
        line.chars().take(column).collect()
    }
}

/// `state: Mutex::new(` and `let state = Arc::new(Mutex::new(` both say `state`.
fn made_as(before: &str) -> Option<String> {
    let mut before = before;
    while let Some(outer) = before.trim_end().strip_suffix(['(', '[', '{', '|']) {
        let path = |c: char| c.is_alphanumeric() || "_:<>!&|".contains(c);
        before = outer.trim_end_matches(path);
    }
    let before = before.trim_end();
    let before = match before.strip_suffix('=') {
        Some(before) => before.split_once(':').map_or(before, |(name, _)| name),
        None => before.strip_suffix(':')?,
    };
    last_word(before)
}

/// `self.state.` says `state`.
fn used_as(before: &str) -> Option<String> {
    last_word(before.trim_end().strip_suffix('.')?)
}

fn last_word(text: &str) -> Option<String> {
    let letters = |c: char| !c.is_alphanumeric() && c != '_';
    let word = text.trim_end().rsplit(letters).next()?;
    (!word.is_empty()).then(|| word.to_owned())
}

/// The names of the threads and of the objects, all different.
pub fn names(graph: &Graph, sources: &mut Sources) -> (Vec<String>, Vec<String>) {
    let mut threads = Vec::new();
    for (given, at) in &graph.threads {
        let made = |sources: &mut Sources| {
            let made = made_as(&sources.before(at)).or_else(|| sources.block(at));
            made.or_else(|| sources.function(&file_of(at.file()), at.line()))
        };
        let name = match given.is_empty() {
            true => made(sources).unwrap_or_else(|| "thread".into()),
            false => given.clone(),
        };
        threads.push((false, name));
    }
    let mut objects = Vec::new();
    for (number, (what, at)) in graph.objects.iter().enumerate() {
        let made = made_as(&sources.before(at));
        // Made by `derive(Default)`, it has its name where it is used.
        let used = |sources: &mut Sources| {
            let mut views = graph.views.iter();
            let view = views.find(|view| view.op == Op::Lock(number))?;
            used_as(&sources.before(view.at))
        };
        let name = made.or_else(|| used(sources));
        let name = name.unwrap_or_else(|| (*what).to_owned());
        // A queue and the lock around it are made in one line, and may have one name.
        objects.push((*what == "queue", name));
    }
    (numbered(threads), numbered(objects))
}

/// Two of one kind and name get a number.
fn numbered(names: Vec<(bool, String)>) -> Vec<String> {
    let count = |name| names.iter().filter(|other| *other == name).count();
    let mut seen: HashMap<_, usize> = HashMap::new();
    let number = names.iter().map(|name| {
        let number = seen.entry(name).or_default();
        *number += 1;
        match count(name) {
            1 => name.1.clone(),
            _ => format!("{} {number}", name.1),
        }
    });
    number.collect()
}
