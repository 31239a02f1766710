//! The deadline of a wait is one, however often the waiter wakes before: the queue over a condvar
//! that wakes for no reason each time.
#![allow(dead_code)] // a part of the files

use chapter4::error;
use seam::restless::{sync, time};

#[path = "../../src/deadline.rs"]
mod deadline;
#[path = "../../src/queue.rs"]
mod queue;
#[path = "../../src/sleepers.rs"]
mod sleepers;

use deadline::after;
use queue::Queue;
use time::{Duration, took};

#[test]
fn a_wakeup_does_not_begin_the_wait_anew() {
    let second = Duration::from_secs(1);
    let queue = Queue::new(1);
    assert_eq!(took(|| assert!(queue.pop(after(second)).is_err())), second);
    queue.try_push(1).unwrap();
    assert_eq!(
        took(|| assert!(queue.push(2, after(second)).is_err())),
        second
    );
}
