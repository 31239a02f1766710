//! A promise is worth what it refuses: here is a wrong pool for each, and its rejection.
//!
//! Most wrong pools are a right one with a mistake around it, so that everything else about
//! them is in order and only the mistake can be what a promise finds. Where a chapter's own
//! pool makes the mistake, it stands here itself.
//!
//! A promise that finds a message missing needs a pool's patience for it: those pools have
//! little. A promise that catches something early needs its grace: those pools have much.

use std::any::Any;
use std::mem::ManuallyDrop;
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use chapter3::task;
use contract::*;

/// What a test says of itself: which pool, what it breaks, and what the promise answers.
///
/// # Panics
///
/// If the promise accepts the pool, or rejects it for another reason.
fn rejected(promise: fn(), reason: &str) {
    let Err(panic) = catch_unwind(promise) else {
        panic!("a wrong pool was accepted");
    };
    let said = message(&*panic);
    assert!(said.contains(reason), "rejected, but for this: {said}");
}

/// What a panic says: `panic!` makes a `String` if it formats, a `&str` if not.
fn message(panic: &(dyn Any + Send)) -> &str {
    match panic.downcast_ref::<String>() {
        Some(said) => said,
        None => panic.downcast_ref::<&str>().expect("a message"),
    }
}

/// A wrong pool around chapter 3's: what is not said is as it is there.
macro_rules! around_chapter3 {
    ($pool:ident) => {
        around_chapter3! { $pool, patience 60, grace 1 }
    };
    ($pool:ident, patience $patience:literal, grace $grace:literal) => {
        const PATIENCE: Duration = Duration::from_secs($patience);
        const GRACE: Duration = Duration::from_secs($grace);
    };
}

/// Runs a task on the thread that brings it.
struct OnTheCaller;

impl Pool for OnTheCaller {
    fn build(_workers: usize, _capacity: usize) -> Self {
        OnTheCaller
    }
    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), Refused> {
        task();
        Ok(())
    }
}
