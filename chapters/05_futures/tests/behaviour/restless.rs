//! The deadline of a wait is one, however often the waiter wakes before: a future over a condvar
//! that wakes for no reason each time.
#![allow(dead_code)] // a part of the files

use std::mem;

use chapter5::{error, panics};
use seam::restless::{sync, time};

#[path = "../../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../src/future.rs"]
mod future;

use time::{Duration, took};

#[test]
fn a_wakeup_does_not_begin_the_wait_anew() {
    let second = Duration::from_secs(1);
    let (promise, future) = future::promise::<()>();
    mem::forget(promise); // nobody settles it, and no panic below does
    assert_eq!(
        took(|| assert!(future.result_timeout(second).is_err())),
        second
    );
}
