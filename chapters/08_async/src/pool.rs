//! Chapter 7's pool, where one can also wait for room without a thread.
//!
//! It is written once more because of one line. Somebody has to say when there is room, and
//! that is whoever takes a job out of the queue: the worker, in [`Room::recv`]. The task
//! itself cannot say it. A cancelled one never starts, and one that a waiter has run starts
//! too early: both keep their places until a worker comes to them.

use super::Pending;
use super::channel::{Receiver, channel};
use super::claim::Claim;
use super::error::{BuildError, Closed, TaskError, TryRecvError, TrySendError};
use super::future::Future;
use super::outcome::promise;
use super::panics;
use super::room::Room;
use super::sync::Arc;
use super::thread::ThreadId;
use super::time::Duration;
use super::workers::Workers;

pub use super::task::Task;

/// A fixed number of workers over a bounded queue, whose futures can be awaited.
///
/// Dropping the pool runs what is pending, settles every future and ends the workers.
pub struct Pool {
    room: Arc<Room<Box<dyn Job>>>,
    workers: Workers,
    ids: Arc<Vec<ThreadId>>,
    /// Closed when the last worker has ended: each holds a sender, and nothing is sent.
    ended: Receiver<()>,
}

/// Refused: the task, to be run later or elsewhere, and the future that it will settle.
pub type Refused<T> = TrySendError<Unsent<T>>;

/// A task that has not been accepted, and its future.
pub type Unsent<T> = (Task, Future<T>);

/// A claim in the queue, whatever its result's type.
trait Job: Send {
    fn run(&self);
    fn cancel(&self);
}

/// The queue's hand on a claim. Dropped, it settles the future: nobody would run it now.
struct Queued<T>(Arc<Claim<T>>);

impl<T: Send> Job for Queued<T> {
    fn run(&self) {
        self.0.run();
    }

    fn cancel(&self) {
        self.0.cancel(TaskError::Cancelled);
    }
}

impl<T> Drop for Queued<T> {
    fn drop(&mut self) {
        self.0.cancel(TaskError::Lost); // no effect on a task that has run
    }
}

impl Pool {
    /// Starts `workers` threads over a queue with room for `capacity` tasks. A task that was
    /// cancelled, or run by a waiter, keeps its place until a worker comes to it.
    ///
    /// # Errors
    ///
    /// [`BuildError`], as in chapter 4: no workers, no capacity, or no thread.
    pub fn new(workers: usize, capacity: usize) -> Result<Pool, BuildError> {
        if workers == 0 {
            return Err(BuildError::ZeroWorkers);
        }
        if capacity == 0 {
            return Err(BuildError::ZeroCapacity);
        }
        let (alive, ended) = channel(1);
        let mut pool = Pool {
            room: Arc::new(Room::new(capacity)),
            workers: Workers::new(),
            ids: Arc::default(),
            ended,
        };
        for _ in 0..workers {
            let (room, alive) = (Arc::clone(&pool.room), alive.clone());
            // On an error `?` drops `pool`, and a half-built pool ends as any other does.
            pool.workers.spawn(move || {
                while let Some(job) = room.recv() {
                    // The task's panic is its outcome. This contains what the outcome of a
                    // detached task does when it is dropped, here and with the job.
                    panics::contain(move || {
                        job.run();
                    });
                }
                drop(alive);
            })?;
        }
        pool.ids = Arc::new(pool.workers.ids().to_vec());
        Ok(pool)
    }

    /// Puts `task` at the end of the queue, waiting for room without a thread, and returns
    /// the future of its result.
    ///
    /// Who has waited longest is woken first; but if somebody else looks just then, the
    /// place is theirs. Dropped before it is done, nothing was submitted, and the task is
    /// dropped.
    ///
    /// # Errors
    ///
    /// `Closed` once [`shutdown`](Pool::shutdown) has begun, also for those who wait. What
    /// comes back is the task and its future: whoever runs the task settles the future.
    pub async fn submit_async<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Closed<Unsent<T>>> {
        let (job, future) = self.job(task);
        match self.room.send_async(job).await {
            Ok(()) => Ok(future),
            Err(Closed(job)) => Err(Closed((to_task(job), future))),
        }
    }

    /// Puts `task` at the end of the queue, waiting for room with a thread, and returns
    /// the future of its result. Python: `submit`.
    ///
    /// # Errors
    ///
    /// `Closed` as above; `Full` only from inside a task of this pool, which never waits
    /// for room.
    pub fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<T>> {
        let (job, future) = self.job(task);
        let sent = match self.workers.contains_current() {
            true => self.room.try_send(job),
            false => self.room.send(job).map_err(TrySendError::from),
        };
        hand_out(sent, future)
    }

    /// [`submit`](Pool::submit) if there is room now. Never waits.
    ///
    /// # Errors
    ///
    /// `Full` or `Closed`, with the task and its future.
    pub fn try_submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<T>> {
        let (job, future) = self.job(task);
        hand_out(self.room.try_send(job), future)
    }

    /// Runs `task` and forgets it.
    ///
    /// # Errors
    ///
    /// The task, as [`submit`](Pool::submit).
    pub fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), TrySendError<Task>> {
        match self.submit(task) {
            Ok(future) => drop(future), // detached
            Err(refused) => return Err(refused.map(|(task, _)| task)),
        }
        Ok(())
    }

    /// Refuses new tasks, runs or cancels the pending ones, and waits until the running ones
    /// and the workers have ended. Python: `shutdown(cancel_futures=...)`.
    ///
    /// Any thread may call it, also several at once and more than once. From inside a
    /// task it does not wait: a worker cannot wait for its own end.
    pub fn shutdown(&self, pending: Pending) {
        self.close(pending);
        self.workers.join();
    }

    /// [`shutdown`](Pool::shutdown), but waits for `timeout` at most. Have all workers
    /// ended? If not they go on, and may be waited for again; dropping the pool does.
    /// From inside a task the answer is `false`, at once.
    pub fn shutdown_timeout(&self, pending: Pending, timeout: Duration) -> bool {
        self.close(pending);
        if self.workers.contains_current() {
            return false;
        }
        let ended = self.ended.recv_timeout(timeout) == Err(TryRecvError::Closed);
        if ended {
            self.workers.join(); // they are past their last task: this takes no time
        }
        ended
    }

    fn close(&self, pending: Pending) {
        // First of all: after that, nothing is added to what is taken out below.
        self.room.close();
        if pending == Pending::Cancel {
            while let Ok(job) = self.room.try_recv() {
                job.cancel();
            }
        }
    }

    fn job<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> (Box<dyn Job>, Future<T>) {
        let (promise, outcome) = promise();
        let claim = Arc::new(Claim::new(promise, Box::new(task)));
        let job = Queued(Arc::clone(&claim));
        let future = Future::new(outcome, claim, Arc::clone(&self.ids));
        (Box::new(job), future)
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shutdown(Pending::Run);
    }
}

fn hand_out<T>(
    sent: Result<(), TrySendError<Box<dyn Job>>>,
    future: Future<T>,
) -> Result<Future<T>, Refused<T>> {
    match sent {
        Ok(()) => Ok(future),
        Err(refused) => Err(refused.map(|job| (to_task(job), future))),
    }
}

fn to_task(job: Box<dyn Job>) -> Task {
    Box::new(move || job.run())
}
