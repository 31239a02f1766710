//! A promise is worth what it refuses: for each a wrong pool, and its rejection.
//!
//! Most of them are chapter 4's pool with one mistake around it ([`mistake`]), so that
//! everything else about them is in order and only the mistake can be what a promise finds.
//! Where a chapter's own pool makes the mistake, it stands here itself.
//!
//! A promise that misses something waits for as long as the pool's patience: such pools
//! have little of it. A promise that sees something too early needs grace, in which the
//! mistake has time to show: such pools have much of it.

mod bounds;
mod ends;
mod mistake;
mod panics;
mod tasks;

use std::any::Any;
use std::panic::catch_unwind;

/// Asserts that `promise`, made for some wrong pool, is broken, and for this `reason`.
#[track_caller]
fn rejected(promise: fn(), reason: &str) {
    let Err(panic) = catch_unwind(promise) else {
        panic!("a wrong pool was accepted");
    };
    let said = message(&*panic);
    assert!(
        said.contains(reason),
        "rejected, but not for {reason:?}: {said}"
    );
}

/// What a panic says: a `String` if `panic!` had something to format, a `&str` if not.
fn message(panic: &(dyn Any + Send)) -> &str {
    match panic.downcast_ref::<String>() {
        Some(said) => said,
        None => panic.downcast_ref::<&str>().expect("a message"),
    }
}
