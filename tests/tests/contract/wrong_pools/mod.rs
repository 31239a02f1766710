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
mod futures;
pub mod mistake;
mod panics;
mod tasks;

use std::any::Any;
use std::panic::catch_unwind;
use std::time::Duration;

use mistake::{Mistake, Wrong};

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

/// None at all. If its pool were rejected, the wrapping would be what the promises find.
#[derive(Default)]
struct NoMistake;

impl Mistake for NoMistake {
    const GRACE: Duration = Duration::from_millis(100);
}

contract::promises! { no_mistake: crate::wrong_pools::Wrong<crate::wrong_pools::NoMistake> =>
    runs_every_task_once,
    runs_the_tasks_of_many_producers,
    a_task_may_execute_tasks,
    n_tasks_run_at_once,
    at_most_n_tasks_run_at_once,
    first_in_first_out,
    drop_waits_for_every_task,
    the_last_handle_may_go_in_a_task,
    a_panic_takes_nothing_with_it,
    drop_waits_though_a_task_panicked,
    a_panic_may_carry_a_bomb,
    shutdown_hands_the_task_back,
    shutdown_runs_what_is_queued,
    every_shutdown_waits,
    shutdown_in_a_task_returns,
    accepted_or_handed_back,
    try_execute_wakes_a_worker,
    at_most_capacity_wait,
    execute_waits_for_room,
    shutdown_frees_blocked_producers,
    execute_in_a_task_of_a_full_pool,
}
