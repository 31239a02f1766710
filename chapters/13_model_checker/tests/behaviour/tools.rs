//! How the tests search.

use std::collections::BTreeSet;
use std::sync::{Arc as Plain, Mutex as PlainMutex};

use chapter13::graph::Graph;
use chapter13::rules::Rules;
use chapter13::run::{How, Program, search};

/// As a real machine does it.
pub const REAL: How = How {
    rules: Rules::REAL,
    limit: 100_000,
    stacks: false,
};
/// As loom does it.
pub const LOOM: How = How {
    rules: Rules::LOOM,
    ..REAL
};

/// All that `program` can return, sorted, and its graph.
pub fn said(
    how: How,
    program: impl Fn() -> String + Send + Sync + 'static,
) -> (Vec<String>, Graph) {
    let said: Plain<PlainMutex<BTreeSet<String>>> = Plain::default();
    let all = Plain::clone(&said);
    let program: Program = Plain::new(move || {
        let outcome = program();
        all.lock().unwrap().insert(outcome);
    });
    let graph = search(&program, how);
    let said = said.lock().unwrap().iter().cloned().collect();
    (said, graph)
}
