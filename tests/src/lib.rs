//! What every pool must do, written once and run on each chapter's pool.
//!
//! A promise is a function that panics when a pool breaks it. This table says which
//! chapter makes which; `tests/contract.rs` runs them, and `cargo test -p contract` then
//! lists `chapter3::first_in_first_out` and the like. Chapter 10 has two pools: the executor
//! and, as `10_dummy`, that of `multiprocessing.dummy`.
//!
//! | promise                                     | 1 | 2 | 3 | 4 | 5 | 7 | 8 | 10 | 10_dummy | 12 |
//! |---------------------------------------------|---|---|---|---|---|---|---|----|----------|----|
//! | [`runs_every_task_once`]                    | x | x | x | x | x | x | x | x  | x        | x  |
//! | [`runs_the_tasks_of_many_producers`]        | x | x | x | x | x | x | x | x  | x        | x  |
//! | [`a_task_may_execute_tasks`]                | x | x | x | x | x | x | x | x  | x        | x  |
//! | [`n_tasks_run_at_once`]                     | x | x | x | x | x | x | x | x  | x        | x  |
//! | [`at_most_n_tasks_run_at_once`]             |   | x | x | x | x | x | x | x  | x        | x  |
//! | [`first_in_first_out`]                      |   | x | x | x | x | x | x | x  | x        | x  |
//! | [`drop_waits_for_every_task`]               | x |   | x | x | x | x | x | x  | x        | x  |
//! | [`the_last_handle_may_go_in_a_task`]        | x |   | x | x | x | x | x | x  | x        | x  |
//! | [`leaves_no_thread`]                        | x |   | x | x | x | x | x | x  | x        | x  |
//! | [`a_panic_takes_nothing_with_it`]           | x |   | x | x | x | x | x | x  | x        | x  |
//! | [`drop_waits_though_a_task_panicked`]       | x |   | x | x | x | x | x | x  | x        | x  |
//! | [`a_panic_may_carry_a_bomb`]                |   |   | x | x | x | x | x | x  | x        | x  |
//! | [`shutdown_hands_the_task_back`]            |   |   | x | x | x | x | x | x  | x        | x  |
//! | [`shutdown_runs_what_is_queued`]            |   |   | x | x | x | x | x | x  | x        | x  |
//! | [`every_shutdown_waits`]                    |   |   | x | x | x | x | x | x  | x        | x  |
//! | [`shutdown_in_a_task_returns`]              |   |   | x | x | x | x | x | x  | x        | x  |
//! | [`accepted_or_handed_back`]                 |   |   | x | x | x | x | x | x  | x        | x  |
//! | [`try_execute_wakes_a_worker`]              |   |   |   | x | x | x | x | x  | x        | x  |
//! | [`at_most_capacity_wait`]                   |   |   |   | x | x | x | x | x  | x        | x  |
//! | [`execute_waits_for_room`]                  |   |   |   | x | x | x | x | x  | x        | x  |
//! | [`shutdown_frees_blocked_producers`]        |   |   |   | x | x | x | x | x  | x        | x  |
//! | [`execute_in_a_task_of_a_full_pool`]        |   |   |   | x | x | x | x | x  | x        | x  |
//! | [`every_future_brings_its_own_result`]      |   |   |   |   | x | x | x | x  | x        | x  |
//! | [`a_panic_reaches_its_own_future`]          |   |   |   |   | x | x | x | x  | x        | x  |
//! | [`a_dropped_future_detaches`]               |   |   |   |   | x | x | x | x  | x        | x  |
//! | [`no_future_waits_for_ever`]                |   |   |   |   | x | x | x | x  | x        | x  |
//! | [`a_refused_task_settles_its_future`]       |   |   |   |   | x | x | x | x  | x        | x  |
//!
//! A promise is worth what it refuses: `tests/wrong_pools.rs` keeps a small wrong pool for
//! each, which it must reject, and for the stated reason.
//!
//! The other tests here are about the whole tree: `tests/properties.rs` draws workloads for
//! the pools and compares with a sequential model, `tests/book` checks the book's links and
//! listings, `tests/seam.rs`, `tests/bugs.rs` and `tests/dependencies.rs` the sources.
//!
//! # Your own pool
//!
//! Say how it is built and how it takes a task, then name what it promises:
//!
//! ```no_run
//! # struct MyPool;
//! # impl MyPool {
//! #     fn new(_: usize) -> MyPool { MyPool }
//! #     fn run(&self, _: impl FnOnce() + Send + 'static) {}
//! # }
//! impl contract::Pool for MyPool {
//!     fn build(workers: usize, _capacity: usize) -> Self {
//!         MyPool::new(workers)
//!     }
//!     fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), contract::HandedBack> {
//!         self.run(task);
//!         Ok(())
//!     }
//! }
//!
//! contract::promises! { my_pool: super::MyPool => runs_every_task_once, first_in_first_out }
//! ```
//!
//! # How the promises are written
//!
//! Concurrency is forced, never hoped for: tasks wait at a gate until the test has seen
//! what it wants to see. What must *not* happen can only be waited for in vain, so there,
//! and only there, a promise watches for [`Pool::GRACE`]. A slow machine makes such a
//! promise weaker, never wrong. Every promise runs under the watchdog: a hang is a failure.

mod bounded;
mod chapters;
mod drop;
mod futures;
mod panics;
mod parallel;
mod pool;
mod shutdown;
mod tasks;
mod tools;

pub use bounded::*;
pub use drop::*;
pub use futures::*;
pub use panics::*;
pub use parallel::*;
pub use pool::{Bounded, HandedBack, Pool, Shutdown, Submits, Submitted, Task, TaskError};
pub use shutdown::*;
pub use tasks::*;

/// Makes a `#[test]` of each promise, in a module named for the pool.
///
/// `promises! { chapter3: chapter3::Pool => first_in_first_out }` is the test
/// `chapter3::first_in_first_out`. The pool's path is seen from inside that module.
#[macro_export]
macro_rules! promises {
    ($name:ident: $pool:ty => $($promise:ident),+ $(,)?) => {
        mod $name {
            $(#[test]
            fn $promise() {
                $crate::$promise::<$pool>();
            })+
        }
    };
}
