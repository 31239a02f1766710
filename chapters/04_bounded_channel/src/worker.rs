//! What a worker does, from its start to its end: chapter 3's loop, over a channel.

use super::channel::Receiver;
use super::panics;

/// Takes tasks from the channel and runs them, the oldest first. Returns when the channel is
/// closed and empty, and with that the worker ends.
pub fn work<F: FnOnce()>(tasks: &Receiver<F>) {
    // `recv` waits for a task, so an idle worker sleeps there.
    while let Some(task) = tasks.recv() {
        panics::contain(task); // a task that panics ends itself, and not its worker
    }
}
