//! What has no place in a reader's file: that which tells where the code runs, or has another
//! file do the work. What is left can tell a source from a bug, or a test from a program, by
//! nothing but what they do.

use crate::beyond::{ALL, BEYOND, Beyond, TIME, WHERE};
use crate::card::Kind;
use crate::fence_tokens::{attributes, of_model, of_tokens};
use crate::paths::{Named, paths};
use crate::std_names::CRATES;
use crate::tokens::tokens;

/// What of std knows the outside, macros included: `use std::env as e;`.
const OUTSIDE: [&str; 17] = [
    "env",
    "process",
    "fs",
    "net",
    "os",
    "backtrace",
    "ffi",
    "path",
    "alloc",
    "arch",
    "option_env",
    "module_path",
    "file",
    "include",
    "include_str",
    "include_bytes",
    "cfg",
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
    if named.parts.ends_with(&["Thread", "name"]) {
        let (line, what) = (named.line, "Thread::name".to_owned());
        return Some(Beyond {
            line,
            what,
            why: WHERE,
        });
    }
    let mut pairs = named.parts.windows(2);
    let pair = pairs.find(|pair| pair[0] == "thread" && NOT_MODELLED.contains(&pair[1]))?;
    Some(Beyond {
        line: named.line,
        what: pair.join("::"),
        why: TIME,
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
            ("std::io::stdout().is_terminal()", "is_terminal"),
            ("use crate::source::pool::Pool;", "crate"),
            ("pub use super::super::source::*;", "super::super"),
            ("pub use chapter2::{Pool};", "chapter2"),
            ("seam::child::is_child(\"x\")", "seam::child::is_child"),
            ("thread::Thread::name(&me)", "Thread::name"),
            ("std::path::Path::new(\"/proc\").exists()", "std::path"),
            ("thread::sleep(PAUSE)", "thread::sleep"),
            ("super::thread::sleep(PAUSE)", "thread::sleep"),
            ("use std::thread::{self, sleep};", "thread::sleep"),
            ("extern crate std as s;", "std extern"),
            ("macro_rules! m { ($a:ident) => { std::$a::args() } }", "$a"),
            ("macro_rules! m { ($a:ident) => { $a::env::args() } }", "$a"),
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
            "macro_rules! twice { ($a:expr) => { $a + $a } }",
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
            ("&a[0] as *const Pool as usize", "*const"),
            ("&raw const a[0]", "raw const"),
            ("std::ptr::from_ref(&a[0]).addr()", "from_ref"),
            ("RandomState::new()", "RandomState"),
        ] {
            assert_eq!(found(source, Kind::Break), expected, "{source}");
        }
    }
}
