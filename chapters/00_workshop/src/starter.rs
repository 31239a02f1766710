//! The text that an exercise starts with, made from its solution: so the two cannot drift
//! apart, `reset` needs no second copy, and the tests can fill in one step at a time.

use std::path::Path;

use crate::card::{Card, Kind, Step};
use crate::workspace::read;

/// How wide a comment of ours may be.
const WIDTH: usize = 96;

/// What the reader's file is before the first change.
///
/// # Errors
///
/// One line: a file that cannot be read, a function that is not there.
pub fn pristine(root: &Path, card: &Card) -> Result<String, String> {
    filled(root, card, 0)
}

/// The same after the first `done` steps of an exercise that is built.
///
/// # Errors
///
/// As [`pristine`].
pub fn filled(root: &Path, card: &Card, done: usize) -> Result<String, String> {
    let text = match card.kind {
        Kind::Build => {
            let todo = card.steps.iter().enumerate().skip(done);
            let numbered = todo.map(|(nth, step)| (nth + 1, step));
            return emptied(&read(root, &card.solution)?, numbered)
                .map_err(|why| format!("{}: {why}", card.name));
        }
        Kind::Find => read(root, card.bug.as_deref().expect("it is read with its bug"))?,
        Kind::Predict => {
            let answered = read(root, &card.solution)?;
            let (docs, answers) = answered
                .split_once("ANSWERS")
                .ok_or_else(|| format!("{}: no ANSWERS", card.name))?;
            let open = answers
                .replace("Some(true)", "None")
                .replace("Some(false)", "None");
            format!("{docs}ANSWERS{open}")
        }
        Kind::Break => {
            let model = read(root, &card.solution)?;
            let body = body_of(&model, "model").map_err(|why| format!("{}: {why}", card.name))?;
            let mut lines: Vec<_> = model.lines().collect();
            lines.splice(body, ["    todo!(\"write the model\")"]);
            lines.join("\n") + "\n"
        }
    };
    Ok(text)
}

/// `source` with a `todo!` in the place of each function of `steps`.
fn emptied<'a>(
    source: &str,
    steps: impl Iterator<Item = (usize, &'a Step)>,
) -> Result<String, String> {
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    let mut left = 0;
    for (number, step) in steps {
        left += 1;
        for function in &step.functions {
            // Each cut moves the lines below it, so every function is looked up anew.
            let body = body_of(&lines.join("\n"), function)?;
            let head = &lines[body.start - 1];
            let indent = " ".repeat(head.len() - head.trim_start().len() + 4);
            let text = format!("Step {number}: {}", step.text);
            let mut new = comment(&indent, &text);
            new.push(format!("{indent}todo!(\"step {number}\")"));
            lines.splice(body, new);
        }
    }
    if left > 0 {
        let docs = lines
            .iter()
            .take_while(|line| line.starts_with("//!"))
            .count();
        let allow = "#![allow(unused)] // until the last step is done".to_owned();
        lines.splice(docs..docs, [String::new(), allow]);
    }
    Ok(lines.join("\n") + "\n")
}

/// `text` as a comment of as many lines as it takes.
fn comment(indent: &str, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < WIDTH => *line += &format!(" {word}"),
            _ => lines.push(format!("{indent}// {word}")),
        }
    }
    lines
}

/// The lines of a function's body, for a source as `cargo fmt` leaves it: the body ends with
/// the first brace that stands as far left as the function.
fn body_of(source: &str, function: &str) -> Result<std::ops::Range<usize>, String> {
    let lines: Vec<_> = source.lines().collect();
    let (owner, name) = function.rsplit_once("::").unwrap_or(("", function));
    let mut inside = String::new(); // the `impl` or `trait` that we are in
    for (start, line) in lines.iter().enumerate() {
        if line.starts_with('}') {
            inside.clear();
        } else if line.starts_with("impl") || line.contains("trait ") && line.ends_with('{') {
            inside = owner_of(line);
        }
        let head = line.trim_start();
        if inside != owner || name_of(head) != Some(name) {
            continue;
        }
        let opens =
            (start..lines.len()).find(|&n| lines[n].ends_with('{') || lines[n].ends_with(';'));
        let end_of_body = format!("{}}}", &line[..line.len() - head.len()]);
        let body = opens.filter(|&n| lines[n].ends_with('{')).map(|n| n + 1);
        let end = body.and_then(|body| (body..lines.len()).find(|&n| lines[n] == end_of_body));
        return match (body, end) {
            (Some(body), Some(end)) => Ok(body..end),
            _ => Err(format!("{function} has no body of its own lines")),
        };
    }
    Err(format!("there is no {function}"))
}

/// `impl<T> Drop for Sender<T> {` is `Drop for Sender`.
fn owner_of(line: &str) -> String {
    let mut depth = 0;
    let mut plain = String::new();
    for c in line.chars() {
        match c {
            '<' => depth += 1,
            '>' if depth > 0 => depth -= 1, // else it is an arrow's
            '{' => break,
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.split(" where ").next().unwrap_or_default();
    let words = plain
        .split_whitespace()
        .filter(|word| !matches!(*word, "impl" | "pub" | "trait"));
    let words = words.map(|word| word.trim_end_matches(':'));
    words.collect::<Vec<_>>().join(" ")
}

/// The function whose first line this is.
fn name_of(line: &str) -> Option<&str> {
    let before = [
        "pub(crate) ",
        "pub(super) ",
        "pub ",
        "const ",
        "async ",
        "unsafe ",
    ];
    let mut line = line;
    while let Some(rest) = before.iter().find_map(|word| line.strip_prefix(word)) {
        line = rest;
    }
    let rest = line.strip_prefix("fn ")?;
    rest.split(['<', '(']).next()
}
