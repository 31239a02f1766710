//! What has no place in a reader's file: that which tells where the code runs, or has another
//! file do the work. What is left can tell a source from a bug, or a test from a program, by
//! nothing but what they do.

use crate::card::Kind;
use crate::paths::{Named, paths};
use crate::std_names::CRATES;
use crate::tokens::{Token, tokens};

/// Something that has no place in an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beyond {
    /// Where it is, from 1.
    pub line: usize,
    /// `std::env`.
    pub what: String,
    /// Why not, and what else.
    pub why: &'static str,
}

const WHERE: &str = "which tells where it runs; only what it does is to count";
const FILE: &str = "which takes another file; the exercise is this one";
const BEYOND: &str = "which is beyond the exercise; what it needs is in `super`";
const ALL: &str = "all of it at once; name what you need";
const KEPT: &str = "which goes from one execution into the next; make it in the model";
const TIME: &str = "which no model has: no time passes there; wait for what somebody notifies";
const SIZES: &str = "which tells types apart; only what they do is to count";

/// What of std knows the outside, macros included: `use std::env as e;`.
const OUTSIDE: [&str; 15] = [
    "env",
    "process",
    "fs",
    "net",
    "os",
    "backtrace",
    "ffi",
    "arch",
    "option_env",
    "module_path",
    "file",
    "include",
    "include_str",
    "include_bytes",
    "cfg",
];
/// Macros that need no path.
const MACROS: [&str; 10] = [
    "env",
    "option_env",
    "module_path",
    "file",
    "include",
    "include_str",
    "include_bytes",
    "cfg",
    "asm",
    "global_asm",
];
/// What `thread` has in std and not in a model.
const NOT_MODELLED: [&str; 5] = [
    "sleep",
    "sleep_ms",
    "park_timeout",
    "scope",
    "available_parallelism",
];
/// Crates that are there when tests are built. Of `seam` a model may have the imps.
const CRATES_OF_TESTS: [&str; 3] = ["seam", "loom", "proptest"];

/// All that has no place in the source of an exercise of this kind. What the exercise begins
/// with may have it: that is for the caller to compare.
pub fn beyond(source: &str, kind: Kind) -> Vec<Beyond> {
    let tokens = tokens(source);
    let mut found: Vec<Beyond> = paths(&tokens).iter().filter_map(of_path).collect();
    for at in 0..tokens.len() {
        let texts = tokens[at..].iter().take(8).map(|token| token.text);
        let texts: Vec<&str> = texts.collect();
        let before = at.checked_sub(1).map_or("", |at| tokens[at].text);
        let is = of_tokens(&texts, before).or_else(|| match kind {
            Kind::Break => of_model(&texts),
            Kind::Build | Kind::Find | Kind::Predict => None,
        });
        let line = tokens[at].line;
        found.extend(is.map(|(what, why)| Beyond { line, what, why }));
    }
    found.extend(attributes(&tokens));
    found.sort_by_key(|beyond| beyond.line);
    found
}

fn of_path(named: &Named<'_>) -> Option<Beyond> {
    let first = *named.parts.first()?;
    let second = named.parts.get(1).copied().unwrap_or_default();
    let chapter = first.strip_prefix("chapter").unwrap_or_default();
    let (parts, why) = if CRATES.contains(&first) {
        match second {
            "" if named.renamed => (1, ALL),
            "*" | "self" => (1, ALL),
            _ if OUTSIDE.contains(&second) => (2, WHERE),
            "thread" => return not_modelled(named),
            _ => return None,
        }
    } else if first == "crate" && !second.is_empty()
        || !chapter.is_empty() && chapter.parse::<u32>().is_ok()
    {
        (1, BEYOND)
    } else if CRATES_OF_TESTS.contains(&first) && !matches!(second, "" | "imp") {
        (named.parts.len(), BEYOND)
    } else if first == "super" && second == "super" {
        (2, BEYOND)
    } else {
        return not_modelled(named);
    };
    let what = named.parts[..parts].join("::");
    let line = named.line;
    Some(Beyond { line, what, why })
}

/// `thread::sleep`, whosever it is.
fn not_modelled(named: &Named<'_>) -> Option<Beyond> {
    let mut pairs = named.parts.windows(2);
    let pair = pairs.find(|pair| pair[0] == "thread" && NOT_MODELLED.contains(&pair[1]))?;
    Some(Beyond {
        line: named.line,
        what: pair.join("::"),
        why: TIME,
    })
}

/// What begins with these tokens.
fn of_tokens(texts: &[&str], before: &str) -> Option<(String, &'static str)> {
    match texts {
        ["mod", name, ";", ..] => Some((format!("mod {name};"), FILE)),
        [name, "!", next, ..] if MACROS.contains(name) && matches!(*next, "(" | "[" | "{") => {
            let why = if name.starts_with("include") {
                FILE
            } else {
                WHERE
            };
            Some((format!("{name}!"), why))
        }
        ["extern", ..] => Some(("extern".to_owned(), BEYOND)),
        ["name", "(", ")", ..] if before == "." => Some((".name()".to_owned(), WHERE)),
        [
            word @ ("type_name" | "type_name_of_val" | "Location" | "set_hook" | "take_hook"),
            ..,
        ] => Some(((*word).to_owned(), WHERE)),
        _ => None,
    }
}

/// The same for a model of the reader's own, which judges a source and a bug.
fn of_model(texts: &[&str]) -> Option<(String, &'static str)> {
    match texts {
        [word @ ("static" | "thread_local"), ..] => Some(((*word).to_owned(), KEPT)),
        [word @ "stdin", ..] => Some(((*word).to_owned(), WHERE)),
        [
            word @ ("size_of" | "size_of_val" | "align_of" | "align_of_val" | "TypeId" | "type_id"),
            ..,
        ] => Some(((*word).to_owned(), SIZES)),
        _ => None,
    }
}

/// `#[path = "..."]`, and whatever asks how it is built, also one in the other.
fn attributes<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = Beyond> + 'a {
    let begins = (0..tokens.len()).filter(|&at| tokens[at].text == "#");
    begins.flat_map(|at| {
        let open = tokens[at + 1..]
            .iter()
            .take(2)
            .position(|token| token.text == "[");
        let mut depth = 0;
        let inside = tokens[at + 1 + open.unwrap_or(0)..]
            .iter()
            .take_while(move |token| {
                match token.text {
                    "[" => depth += 1,
                    "]" => depth -= 1,
                    _ => {}
                }
                depth > 0
            });
        inside.filter_map(|token| {
            let (what, why) = match token.text {
                "path" => ("#[path]", FILE),
                "cfg" => ("#[cfg]", WHERE),
                "cfg_attr" => ("#[cfg_attr]", WHERE),
                _ => return None,
            };
            let (line, what) = (token.line, what.to_owned());
            Some(Beyond { line, what, why })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of it has no place, joined.
    fn found(source: &str, kind: Kind) -> String {
        let found = beyond(source, kind).into_iter();
        found
            .map(|beyond| beyond.what)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn what_tells_where_it_runs_is_found() {
        for (source, expected) in [
            ("std::env::args().next()", "std::env"),
            ("use std::{fmt, env as e};", "std::env"),
            ("use std::{self as s};", "std"),
            ("use std as s;\ns::env::args();", "std"),
            ("use std::*;", "std"),
            ("use std::module_path as here;", "std::module_path"),
            ("let x = module_path!();", "module_path!"),
            ("if cfg!(test) {}", "cfg!"),
            ("#[cfg(test)]\nmod tests {}", "#[cfg]"),
            ("#![cfg_attr(test, path = \"x\")]", "#[cfg_attr] #[path]"),
            (
                "#[path = \"../src/pool.rs\"]\nmod real;",
                "#[path] mod real;",
            ),
            ("include!(\"../src/pool.rs\");", "include!"),
            ("thread::current().name()", ".name()"),
            ("std::any::type_name::<Pool>()", "type_name"),
            ("use crate::source::pool::Pool;", "crate"),
            ("pub use super::super::source::*;", "super::super"),
            ("pub use chapter2::{Pool};", "chapter2"),
            ("seam::child::is_child(\"x\")", "seam::child::is_child"),
            ("thread::sleep(PAUSE)", "thread::sleep"),
            ("super::thread::sleep(PAUSE)", "thread::sleep"),
            ("use std::thread::{self, sleep};", "thread::sleep"),
            ("extern crate std as s;", "std extern"),
        ] {
            assert_eq!(found(source, Kind::Build), expected, "{source}");
        }
    }

    #[test]
    fn what_any_piece_may_have_is_not() {
        for source in [
            "use std::{fmt, io, mem, panic::catch_unwind, task::Waker};",
            "use super::{sync::{Arc, Mutex}, thread};",
            "thread::Builder::new().name(format!(\"worker {n}\"));",
            "// std::env, #[cfg(test)]\nprintln!(\"std::env::args()\");",
            "let file = 1; let path = env; mod inner { use super::Pool; }",
            "let x: &'static str = file; #[derive(Debug)] struct Path { path: u8 }",
            "let chapter = chapters::first(); let super_ = 1;",
            "let sleep = sleep(thread); scope::sleep();",
            "#[allow(dead_code)] static LAST: u8 = 1;",
        ] {
            assert_eq!(found(source, Kind::Build), "", "{source}");
        }
    }

    #[test]
    fn a_model_keeps_nothing_and_knows_no_sizes() {
        for (source, expected) in [
            ("static RUNS: AtomicUsize = AtomicUsize::new(0);", "static"),
            ("fn f() -> &'static str { \"\" }", ""),
            ("std::mem::size_of::<Pool>()", "size_of"),
            ("std::io::stdin().lines()", "stdin"),
        ] {
            assert_eq!(found(source, Kind::Break), expected, "{source}");
        }
    }
}
