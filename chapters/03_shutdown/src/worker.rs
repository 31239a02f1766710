//! What a worker does, from its start to its end.

use super::panics;
use super::queue::Queue;
use super::task::Task;

/// Takes tasks from `queue` and runs them, the oldest first. Returns when the queue is closed
/// and empty, and with that the worker ends.
pub(crate) fn work(queue: &Queue<Task>) {
    // `pop` waits for a task, so an idle worker sleeps there.
    while let Some(task) = queue.pop() {
        panics::contain(task); // a task that panics ends itself, and not its worker
    }
}
