//! What a worker does, from its start to its end.

use super::channel::Receiver;
use super::job::Job;

/// Takes jobs from the queue and runs them, the oldest first. Returns when the queue is closed
/// and empty, and with that the worker ends. `taken` hears of each job that has left the queue.
///
/// A job that was cancelled, or run by a waiter, is an empty shell by now, and has kept its
/// place in the queue until here.
pub(crate) fn work(jobs: &Receiver<Job>, taken: impl Fn()) {
    // `recv` waits for a job, so an idle worker sleeps there.
    while let Some(job) = jobs.recv() {
        taken(); // before the job runs, which may take long
        // Nothing of a task's panics here: its own panic is its outcome, and what the outcome of a
        // detached one does when it is dropped ends in chapter 5's cell.
        job.run();
    }
}
