//! What the source calls a lock, a condvar or an atomic.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::step::Step;

/// The name of the field or variable where it is made, else where it is first used, else
/// the place. Two of one name get a number.
pub fn of(steps: &[Step], root: &Path) -> HashMap<usize, String> {
    let mut sources = Sources::new(root);
    let mut found: Vec<(usize, String)> = Vec::new();
    for step in steps {
        let Some(object) = step.object else { continue };
        if found.iter().all(|(known, _)| *known != object) {
            let made = sources.before(&step.made, made_as);
            let used = || sources.before(&step.at, used_as);
            let name = made.or_else(used).unwrap_or_else(|| place(step));
            found.push((object, name));
        }
    }
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let count = |name: &str| found.iter().filter(|(_, other)| other == name).count();
    let mut names = HashMap::new();
    for (object, name) in &found {
        let number = numbers.entry(name.clone()).or_default();
        *number += 1;
        let name = match count(name) {
            1 => name.clone(),
            _ => format!("{name}#{number}"),
        };
        names.insert(*object, name);
    }
    names
}

/// `queue.rs:17`.
fn place(step: &Step) -> String {
    let at = match step.made.is_empty() {
        true => &step.at,
        false => &step.made,
    };
    let file = at.rsplit(['/', '\\']).next().unwrap_or_default();
    file.rsplit_once(':').map_or(file, |(line, _)| line).into()
}

/// `state: Arc::new(` and `let state: T = ` both say `state`.
fn made_as(mut before: &str) -> Option<String> {
    // What it is put into at once has no name.
    while let Some(outer) = before.trim_end().strip_suffix(['(', '[', '{']) {
        let path = |c: char| c.is_alphanumeric() || "_:<>!&".contains(c);
        let shorter = outer.trim_end_matches(path);
        // `field: Arc::new(`: the colon of the field is followed by a space.
        before = shorter;
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
    (!word.is_empty() && word != "self").then(|| word.to_owned())
}

/// The files that the places are in, each read once.
struct Sources<'a> {
    root: &'a Path,
    lines: HashMap<String, Vec<String>>,
}

impl<'a> Sources<'a> {
    fn new(root: &'a Path) -> Sources<'a> {
        let lines = HashMap::new();
        Sources { root, lines }
    }

    /// What `name` makes of the text before a place (`file:line:column`) on its line.
    fn before(&mut self, place: &str, name: fn(&str) -> Option<String>) -> Option<String> {
        let (rest, column) = place.rsplit_once(':')?;
        let (file, line) = rest.rsplit_once(':')?;
        let (line, column) = (line.parse::<usize>().ok()?, column.parse::<usize>().ok()?);
        let read = || fs::read_to_string(self.root.join(file)).unwrap_or_default();
        let lines = self.lines.entry(file.to_owned());
        let lines = lines.or_insert_with(|| read().lines().map(str::to_owned).collect());
        let before = lines.get(line.checked_sub(1)?)?;
        let before: String = before.chars().take(column.checked_sub(1)?).collect();
        name(&before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_or_the_variable_gives_the_name() {
        for (before, name) in [
            ("            state: ", Some("state")),
            ("    let count = Arc::new(", Some("count")),
            ("    let tasks: Mutex<u8> = ", Some("tasks")),
            ("    inner: Arc::new(Some(", Some("inner")),
            ("    state: crate::sync::Arc::new(", Some("state")),
            ("        ", None),
            ("    f(", None),
        ] {
            assert_eq!(made_as(before).as_deref(), name, "{before:?}");
        }
        assert_eq!(used_as("  self.state.").as_deref(), Some("state"));
        assert_eq!(used_as("  ."), None);
    }

    #[test]
    fn without_a_name_it_is_the_place_and_two_are_numbered() {
        let step = |object, made: &str| Step {
            object: Some(object),
            made: made.into(),
            ..Step::default()
        };
        let steps = [step(0, "no/a.rs:7:3"), step(1, "no/a.rs:7:3")];
        let names = of(&steps, Path::new("/nowhere"));
        assert_eq!(names[&0], "a.rs:7#1");
        assert_eq!(names[&1], "a.rs:7#2");
    }
}
