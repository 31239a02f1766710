//! Names of std in a source that is to say `super::sync`: they go past the seam.

use crate::paths::paths;
use crate::tokens::tokens;

/// What a source names by its parent, so that loom can see it.
const MODULES: [&str; 3] = ["sync", "thread", "time"];
/// Where std's are.
pub(crate) const CRATES: [&str; 3] = ["std", "core", "alloc"];

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
    let same = |list: &[&'static str], part| list.iter().copied().find(|one| *one == part);
    let named = paths(&tokens(source)).into_iter().filter_map(|named| {
        let [first, second, ..] = named.parts[..] else {
            return None;
        };
        Some(StdName {
            line: named.line,
            krate: same(&CRATES, first)?,
            module: same(&MODULES, second)?,
        })
    });
    let mut named: Vec<StdName> = named.collect();
    named.dedup(); // `sync::{Arc, Mutex}` is one
    named
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
            ("use std::r#thread;", &[(1, "thread")]),
            ("use std\n/* here */ ::thread;", &[(2, "thread")]),
            ("let mark = '\"'; std::thread::park()", &[(1, "thread")]),
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
            "panic!(\"std::thread has no part in this\")",
        ] {
            assert_eq!(found(source), [], "{source}");
        }
    }
}
