//! Names of std in a source that is to say `super::sync`: they go past the seam.

/// What a source names by its parent, so that loom can see it.
const MODULES: [&str; 3] = ["sync", "thread", "time"];
/// Where std's are.
const CRATES: [&str; 3] = ["std", "core", "alloc"];

/// A place that names std's own, where `super::` should stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StdName {
    /// The line, from 1.
    pub line: usize,
    /// `std`.
    pub krate: &'static str,
    /// `sync`, `thread` or `time`.
    pub module: &'static str,
}

impl StdName {
    /// `std::sync`
    pub fn path(&self) -> String {
        format!("{}::{}", self.krate, self.module)
    }

    /// What should stand there: `super::sync`.
    pub fn ours(&self) -> String {
        format!("super::{}", self.module)
    }
}

/// All such places in a source, also in lists (`use std::{io, sync::Arc}`), but not in comments.
pub fn std_names(source: &str) -> Vec<StdName> {
    let lines = source.lines();
    let code: Vec<&str> = lines
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for krate in CRATES {
        for (at, _) in code.match_indices(krate) {
            let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
            if code[..at].ends_with(is_part) {
                continue; // `my_std::`
            }
            let Some(rest) = code[at + krate.len()..].trim_start().strip_prefix("::") else {
                continue;
            };
            for (start, module) in named(rest) {
                let line = code.len() - rest.len() + start;
                found.push(StdName {
                    line: code[..line].matches('\n').count() + 1,
                    krate,
                    module,
                });
            }
        }
    }
    found.sort_by_key(|name| name.line);
    found
}

/// What of [`MODULES`] the rest of a path names first, and where: one, or in braces any.
fn named(path: &str) -> Vec<(usize, &'static str)> {
    let begin = path.len() - path.trim_start().len();
    if !path[begin..].starts_with('{') {
        return first_word(path, begin).into_iter().collect();
    }
    let (mut found, mut depth) = (Vec::new(), 0);
    for (at, letter) in path.char_indices().skip(begin) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        // In the outermost braces, each item is a path of its own.
        if depth == 1 && (letter == '{' || letter == ',') {
            found.extend(first_word(path, at + 1));
        }
        if depth == 0 || letter == ';' {
            break;
        }
    }
    found
}

/// One of [`MODULES`], if it is the first word from `at` on.
fn first_word(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let rest = text[at..].trim_start();
    let start = text.len() - rest.len();
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let word = rest.split(|letter| !is_part(letter)).next()?;
    let module = MODULES.into_iter().find(|module| *module == word)?;
    Some((start, module))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines and modules.
    fn found(source: &str) -> Vec<(usize, &'static str)> {
        let found = std_names(source).into_iter();
        found.map(|name| (name.line, name.module)).collect()
    }

    #[test]
    fn whatever_goes_past_the_seam_is_found() {
        for (source, expected) in [
            ("use std::sync::Arc;", &[(1, "sync")][..]),
            ("\nstd::thread::spawn(work)", &[(2, "thread")]),
            ("use std::{io, sync::{Arc, Mutex}};", &[(1, "sync")]),
            (
                "use std::{\n    io,\n    thread,\n    time::Duration,\n};",
                &[(3, "thread"), (4, "time")],
            ),
            ("use ::core::sync::atomic::AtomicU8;", &[(1, "sync")]),
            ("use std :: time :: Instant;", &[(1, "time")]),
        ] {
            assert_eq!(found(source), expected, "{source}");
        }
    }

    #[test]
    fn what_is_like_it_is_not() {
        for source in [
            "use super::sync::Arc; // not std::sync",
            "/// use std::sync::Arc;\nuse std::{fmt, io};",
            "use std::{fmt, collections::{sync, time}};",
            "use my_std::sync::Arc; std::synchronous();",
            "use std::{fmt}; use {sync, thread};",
            "let std = 1; std",
        ] {
            assert_eq!(found(source), [], "{source}");
        }
    }
}
