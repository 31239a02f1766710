//! A planted bug that no model can catch, since loom has no scopes: the channel closes when `f`
//! returns, and not when it panics. The workers wait for more, and the scope for them.
#![allow(dead_code, unused_imports, reason = "a part of the API")]

// The seam with std.
use std::{sync, thread};

use chapter4::{channel, worker};
use chapter5::{deadline, error, future, panics, pool, task};

#[path = "../../src/arrivals.rs"]
mod arrivals;
#[path = "../../src/completion.rs"]
mod completion;
#[path = "../../src/feed.rs"]
mod feed;
#[path = "../../src/inputs.rs"]
mod inputs;
#[path = "../../src/list.rs"]
mod list;
#[path = "../../src/map.rs"]
mod map;
#[path = "../models/scope.rs"]
mod scope;
#[path = "../../bugs/closes_on_return.rs"]
mod scoped;
#[path = "../../src/submit.rs"]
mod submit;
#[path = "../../src/unordered.rs"]
mod unordered;

#[test]
fn a_panic_ends_the_scope() {
    let test = concat!(module_path!(), "::a_panic_ends_the_scope");
    seam::planted::must_fail(test, "still not done after", || {
        scope::a_panic_ends_the_scope(2);
    });
}
