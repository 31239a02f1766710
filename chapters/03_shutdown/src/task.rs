//! A task.

/// Something to run, once, on some worker.
///
/// A box, since each closure is of a type of its own and a queue has one. `Send`, since it
/// is made on one thread and run on another. Running it takes it: it cannot be run twice.
pub type Task = Box<dyn FnOnce() + Send>;
