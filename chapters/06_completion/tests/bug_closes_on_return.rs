//! Closes the channel when `f` returns, and not when it panics: the workers wait for more,
//! and the scope for them.
#![allow(dead_code)] // a part of the API

// The seam with std: loom has no scopes.
use std::thread;

use chapter4::channel;
use chapter5::{error, future, task};

#[path = "../src/completion.rs"]
mod completion;
#[path = "../src/feed.rs"]
mod feed;
#[path = "../src/map.rs"]
mod map;
#[path = "../bugs/closes_on_return.rs"]
mod scoped;
#[path = "../src/submit.rs"]
mod submit;
#[path = "../src/unordered.rs"]
mod unordered;
use chapter5::pool;
use std::sync;

#[path = "../../../tests/support/planted.rs"]
mod planted;
#[path = "models/scope.rs"]
mod scope;
#[path = "../../../tests/support/watchdog.rs"]
mod watchdog;

#[test]
fn a_panic_ends_the_scope() {
    planted::must_fail("a_panic_ends_the_scope", "still not done after", || {
        scope::a_panic_ends_the_scope(2);
    });
}
