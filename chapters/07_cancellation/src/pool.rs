//! A pool whose tasks can be cancelled while they wait.

use super::channel::{Receiver, Sender, channel};
use super::crew::Crew;
use super::error::{BuildError, Refused, TaskError, TryRecvError, TrySendError, check_limits};
use super::future::Future;
use super::job::{self, Job, answer};
use super::task::Task;
use super::time::Duration;
use super::worker;
use super::workers::Workers;

/// A fixed number of workers over a bounded queue of tasks that can be cancelled.
///
/// Dropping the pool runs what is pending, settles every future and ends the workers.
pub struct Pool {
    sender: Sender<Job>,
    /// To take pending tasks out again. The workers have clones.
    receiver: Receiver<Job>,
    workers: Workers,
    /// Who is a worker, for the futures, and who of them sleeps.
    crew: Crew,
    /// Closed when the last worker has ended: each holds a sender, and nothing is sent.
    ended: Receiver<()>,
}

/// What becomes of the tasks that have not started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// They run. Python: `shutdown(cancel_futures=False)`.
    Run,
    /// They are cancelled. Python: `shutdown(cancel_futures=True)`.
    Cancel,
}

impl Pool {
    /// Starts `workers` threads over a queue with room for `capacity` tasks. A task that was
    /// cancelled, or run by a waiter, keeps its place until a worker comes to it.
    ///
    /// # Errors
    ///
    /// [`BuildError`], as in chapter 4: no workers, no capacity, or no thread.
    pub fn new(workers: usize, capacity: usize) -> Result<Pool, BuildError> {
        Pool::with_hook(workers, capacity, || ())
    }

    /// The same, and a worker calls `taken` whenever it has taken a task out of the queue, so
    /// that there is room for one more. (Chapter 8 then wakes one who waits for room without a
    /// thread; nobody else needs it.) It must not panic.
    ///
    /// # Errors
    ///
    /// As [`new`](Pool::new).
    pub fn with_hook(
        workers: usize,
        capacity: usize,
        taken: impl Fn() + Clone + Send + 'static,
    ) -> Result<Pool, BuildError> {
        check_limits(workers, capacity)?;
        let (sender, receiver) = channel::<Job>(capacity);
        let (alive, ended) = channel(1);
        let mut pool = Pool {
            sender,
            receiver,
            workers: Workers::new(),
            crew: Crew::new(workers),
            ended,
        };
        for _ in 0..workers {
            let (jobs, taken, alive) = (pool.receiver.clone(), taken.clone(), alive.clone());
            let crew = pool.crew.clone();
            // On an error `?` drops `pool`, and a half-built pool ends as any other does.
            pool.workers.spawn(move || {
                crew.join();
                worker::work(&jobs, taken);
                drop(alive); // the last one to do so closes `ended`
            })?;
        }
        Ok(pool)
    }

    /// Puts `task` at the end of the queue, waiting for room while it is full, and returns
    /// the future of its result. Python: `submit`.
    ///
    /// # Errors
    ///
    /// `Closed` once [`shutdown`](Pool::shutdown) has begun; `Full` only from inside a task
    /// of this pool, which never waits for room. What comes back is the task and its
    /// future: wherever the task is run, it settles the future.
    pub fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        let (job, future) = self.prepare(task);
        let sent = match self.workers.contains_current() {
            true => self.sender.try_send(job),
            false => self.sender.send(job).map_err(TrySendError::from),
        };
        answer(sent, future)
    }

    /// [`submit`](Pool::submit) if there is room now. Never waits.
    ///
    /// # Errors
    ///
    /// `Full` or `Closed`, with the task and its future.
    pub fn try_submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        let (job, future) = self.prepare(task);
        answer(self.try_send(job), future)
    }

    /// The first half of `try_submit`: a job, not yet in the queue, and its future. (Chapter 8
    /// has the halves apart, since it may have to try more than once.)
    pub fn prepare<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> (Job, Future<T>) {
        job::with_future(task, self.crew.clone())
    }

    /// The second half: puts the job at the end of the queue if there is room now.
    ///
    /// # Errors
    ///
    /// `Full` or `Closed`, with the job.
    pub fn try_send(&self, job: Job) -> Result<(), TrySendError<Job>> {
        self.sender.try_send(job)
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
        self.join();
    }

    /// [`shutdown`](Pool::shutdown), but waits for `timeout` at most. Have all workers
    /// ended? If not they go on, and may be waited for again; dropping the pool does that.
    /// From inside a task the answer is `false`, at once.
    pub fn shutdown_timeout(&self, pending: Pending, timeout: Duration) -> bool {
        self.close(pending);
        self.join_timeout(timeout)
    }

    // ANCHOR: ending
    /// The first half of a shutdown, which never waits: refuses new tasks, and cancels the
    /// pending ones if it is asked to.
    pub fn close(&self, pending: Pending) {
        // First of all: after that, nothing is added to what is taken out below.
        self.sender.close();
        if pending == Pending::Cancel {
            while let Ok(job) = self.receiver.try_recv() {
                job.cancel(TaskError::Cancelled);
            }
        }
    }

    /// The second half: waits until the workers have ended. The pool must be closed already.
    pub fn join(&self) {
        self.workers.join();
    }

    /// The second half with a limit. Have all workers ended?
    pub fn join_timeout(&self, timeout: Duration) -> bool {
        if self.workers.contains_current() {
            return false;
        }
        let ended = self.ended.recv_timeout(timeout) == Err(TryRecvError::Closed);
        if ended {
            self.workers.join(); // they are past their last task: this takes no time
        }
        ended
    }
    // ANCHOR_END: ending
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shutdown(Pending::Run);
    }
}
