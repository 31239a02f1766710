//! The exercise `two_locks` on the bug: the reader's model has to catch it.

use crate::source::*;

#[path = "../../../src/abort.rs"]
mod abort;
#[path = "../../../exercise/two_locks.rs"]
mod exercise;
#[path = "../../../src/future.rs"]
mod future;
#[path = "../../../src/pool.rs"]
mod pool;
#[path = "../../../src/timer.rs"]
mod timer;
#[path = "../../../bugs/wake_under_lock.rs"]
mod waker;

#[test]
fn the_bug_is_caught() {
    let test = concat!(module_path!(), "::the_bug_is_caught");
    seam::planted::must_fail_somehow(test, || {
        seam::model::check("two_locks", seam::model::Bound::Exhaustive, exercise::model);
    });
}
