//! What a worker does.

use std::error::Error;

use super::broken::BrokenThreadPool;
use super::channel::{Receiver, Sender};
use super::claim::Claim;
use super::error::TaskError;
use super::panics;
use super::staff::Staff;
use super::sync::Arc;

/// Runs once on each thread, before its first task.
pub(crate) type Initializer =
    Box<dyn Fn() -> Result<(), Box<dyn Error + Send + Sync>> + Send + Sync>;

/// A claim in the queue, whatever its result's type. As in chapter 7, but it can be told why.
pub(crate) trait Job: Send {
    fn run(&self);
    fn cancel(&self, why: TaskError);
}

/// The queue's hand on a claim. Dropped, it settles the future: nobody would run it now.
pub(crate) struct Queued<T>(pub(crate) Arc<Claim<T>>);

impl<T: Send> Job for Queued<T> {
    fn run(&self) {
        self.0.run();
    }

    fn cancel(&self, why: TaskError) {
        self.0.cancel(why);
    }
}

impl<T> Drop for Queued<T> {
    fn drop(&mut self) {
        self.0.cancel(TaskError::Lost); // no effect on a task that has run
    }
}

/// What the executor and its workers share.
pub(crate) struct Shared {
    pub(crate) sender: Sender<Box<dyn Job>>,
    pub(crate) receiver: Receiver<Box<dyn Job>>,
    /// Apart, since futures have it too, and they must not keep the queue alive.
    pub(crate) staff: Arc<Staff>,
    pub(crate) initializer: Option<Initializer>,
}

impl Shared {
    /// A worker's life.
    pub(crate) fn work(&self) {
        if let Err(broken) = self.initialize() {
            return self.break_pool(broken);
        }
        while let Some(job) = self.receiver.recv() {
            // The task's panic is its outcome. This contains the rest, as in chapter 7.
            self.staff.leave();
            panics::contain(move || job.run());
        }
    }

    fn initialize(&self) -> Result<(), BrokenThreadPool> {
        let Some(initializer) = &self.initializer else {
            return Ok(());
        };
        // The error's text and its destructor are foreign code, too.
        let initialized = panics::catch(|| initializer().map_err(|error| error.to_string()));
        let why = match initialized {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(why)) => why,
            Err(payload) => {
                let error = TaskError::Panicked(payload);
                let why = error.message().to_owned();
                panics::contain(|| drop(error)); // the payload's destructor may panic as well
                why
            }
        };
        Err(BrokenThreadPool { why })
    }

    /// Refuses what comes, and says why to what is there.
    fn break_pool(&self, broken: BrokenThreadPool) {
        // The reason first: who finds the channel closed will ask for it. The channel second:
        // nothing is added to what is taken out below.
        self.staff.fail(broken.clone());
        self.sender.close();
        while let Ok(job) = self.receiver.try_recv() {
            panics::contain(|| job.cancel(TaskError::Broken(broken.why.clone())));
        }
    }

    /// Takes the pending tasks out of the closed queue and cancels them.
    pub(crate) fn cancel_pending(&self) {
        while let Ok(job) = self.receiver.try_recv() {
            job.cancel(TaskError::Cancelled);
            drop(job);
            self.staff.leave();
        }
    }
}
