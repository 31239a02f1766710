//! What a worker does, from its start to its end.
//!
//! | step                   | goes on when                                  | else                |
//! |------------------------|-----------------------------------------------|---------------------|
//! | 1. the initializer     | it succeeds, or there is none                 | the pool is broken  |
//! | 2. waits for a job     | there is one                                  | closed and empty: 3 |
//! |    runs it, leaves it  | always: its panic is contained. Back to 2.    |                     |
//! | 3. ends                |                                               |                     |

use std::error::Error;

use super::broken::BrokenThreadPool;
use super::channel::{Receiver, Sender};
use super::crew::Crew;
use super::error::TaskError;
use super::job::Job;
use super::lazy_workers::LazyWorkers;
use super::panics;

/// Runs once on each thread, before its first task.
pub(crate) type Initializer =
    Box<dyn Fn() -> Result<(), Box<dyn Error + Send + Sync>> + Send + Sync>;

/// What the executor and its workers share.
pub(crate) struct Shared {
    pub(crate) sender: Sender<Job>,
    pub(crate) receiver: Receiver<Job>,
    pub(crate) workers: LazyWorkers,
    /// Apart, since futures have it too, and they must not keep the queue alive.
    pub(crate) crew: Crew,
    pub(crate) initializer: Option<Initializer>,
}

impl Shared {
    /// A worker's life.
    pub(crate) fn work(&self) {
        self.crew.clone().join(); // it is one of the crew from now on; this does not wait
        if let Err(broken) = self.initialize() {
            return self.break_pool(broken);
        }
        // `recv` waits for a job, so an idle worker sleeps there.
        while let Some(job) = self.receiver.recv() {
            // No panic gets here, as in chapter 7.
            job.run();
            drop(job);
            // Only now: callbacks ran in `run`, and while they did this thread was not free.
            self.workers.leave();
        }
    }

    fn initialize(&self) -> Result<(), BrokenThreadPool> {
        let Some(initializer) = &self.initializer else {
            return Ok(());
        };
        // Inside `catch` too: the error's text and its destructor are foreign code, and a panic
        // here would end the worker without a word, and leave the queue to nobody.
        let initialized = panics::catch(|| initializer().map_err(|error| error.to_string()));
        let why = match initialized {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(why)) => why,
            Err(payload) => {
                let error = TaskError::Panicked(payload);
                let why = error.message().to_owned();
                panics::contain(|| drop(error)); // and so is the payload's destructor
                why
            }
        };
        Err(BrokenThreadPool { why })
    }

    /// Refuses what comes, and says why to what is there.
    fn break_pool(&self, broken: BrokenThreadPool) {
        // The reason first: a `submit` that finds the channel closed will ask for it.
        self.workers.fail(broken.clone());
        self.sender.close();
    }

    /// Takes the pending tasks out of the closed queue and cancels them.
    pub(crate) fn cancel_pending(&self) {
        while let Ok(job) = self.receiver.try_recv() {
            job.cancel(TaskError::Cancelled);
            self.workers.leave();
        }
    }
}

impl Drop for Shared {
    /// By the last worker or by the executor. What the initializer has captured is foreign code.
    fn drop(&mut self) {
        let initializer = self.initializer.take();
        panics::contain(|| drop(initializer));
    }
}
