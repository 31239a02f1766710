//! What the contract has to know of a pool.

use std::time::Duration;

pub use chapter3::task::Task;
use chapter4::error::TrySendError;
use chapter5::error::Refused;

/// Why a task was not accepted, and the task. Chapter 4's type serves every pool.
///
/// The task can run once. More often it cannot: the call takes the box with it.
///
/// ```compile_fail,E0382
/// fn run_twice(task: contract::Task) {
///     task();
///     task(); // use of moved value
/// }
/// ```
///
/// So "exactly once" is half the compiler's promise; what is left to test is that no task
/// is lost.
pub type HandedBack = TrySendError<Task>;

/// A task's future; or why the task was not accepted, the task and the future.
pub type Submitted<F> = Result<F, Refused<F>>;

/// Why there is no result. Chapter 5's type serves every pool.
pub type TaskError = chapter5::error::TaskError;

/// A pool takes tasks. What else it promises is named in `tests/contract.rs`.
pub trait Pool: Send + Sync + Sized + 'static {
    /// How long a promise waits for what must happen, before it calls it a hang. Many times
    /// what it takes; a pool that is known to hang may say less.
    const PATIENCE: Duration = Duration::from_secs(60);

    /// How long a promise watches for what must not happen. A wrong pool is caught if it
    /// goes wrong in this time; a right one is never blamed.
    const GRACE: Duration = Duration::from_millis(100);

    /// A pool of `workers` threads with room for `capacity` waiting tasks. A pool without
    /// the one or the other limit ignores it.
    fn build(workers: usize, capacity: usize) -> Self;

    /// Hands `task` to the pool, or gets it back. May wait for room.
    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack>;
}

/// A pool that can be told to end.
pub trait Shutdown: Pool {
    /// Refuses new tasks and waits for those that were accepted; in a task, only refuses.
    fn shutdown(&self);
}

/// A pool whose queue has a limit.
pub trait Bounded: Shutdown {
    /// Hands `task` to the pool if there is room now, or gets it back. Never waits.
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack>;
}

/// A pool that gives results back.
pub trait Submits: Bounded {
    /// The result of a task, once there is one.
    type Future<T: Send + 'static>: Send + 'static;

    /// Hands `task` to the pool, or gets it back with its future. May wait for room.
    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Submitted<Self::Future<T>>;

    /// Waits for the result.
    fn result<T: Send + 'static>(future: Self::Future<T>) -> Result<T, TaskError>;
}
