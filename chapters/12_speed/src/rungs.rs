//! The rungs of the ladder as pools, small ones, for the benchmark: they run what they are given,
//! and promise no more.

use super::StdArc;
use super::channel::{Receiver, Sender, channel};
use super::counted;
use super::one_allocation::{self, Run};
use super::panics;
use super::queue::Queue;
use super::stealing;
use super::sync::Arc;
use super::task::Task;
use super::workers::Workers;
use super::yields;

/// A way to hand tasks to workers.
pub trait Rung: Send + Sync + Sized + 'static {
    /// For so many workers, with room for so many tasks.
    fn new(workers: usize, capacity: usize) -> Self;
    /// Puts a task in, waiting for room.
    fn push(&self, task: Task);
    /// Runs the next task for this worker. `false`: there will be none.
    fn run_one(&self, worker: usize) -> bool;
    /// No task comes any more.
    fn close(&self);
}

/// Workers on a rung. Dropping it runs what is queued.
pub struct RungPool<R: Rung> {
    rung: Arc<R>,
    workers: Workers,
}

impl<R: Rung> RungPool<R> {
    /// Starts the workers.
    ///
    /// # Panics
    ///
    /// If the system refuses a thread.
    pub fn new(workers: usize, capacity: usize) -> RungPool<R> {
        let mut pool = RungPool {
            rung: Arc::new(R::new(workers, capacity)),
            workers: Workers::new(),
        };
        for me in 0..workers {
            let rung = Arc::clone(&pool.rung);
            let work = move || while rung.run_one(me) {};
            pool.workers.spawn(work).expect("a thread");
        }
        pool
    }

    /// Runs `task`.
    pub fn execute(&self, task: Task) {
        self.rung.push(task);
    }
}

impl<R: Rung> Drop for RungPool<R> {
    fn drop(&mut self) {
        self.rung.close();
        self.workers.join();
    }
}

/// Chapter 4's queue, whose sleepers are counted and no more.
pub struct Counted(counted::queue::Queue<Task>);

impl Rung for Counted {
    fn new(_workers: usize, capacity: usize) -> Self {
        Counted(counted::queue::Queue::new(capacity))
    }
    fn push(&self, task: Task) {
        self.0.push(task, None).expect("it is open");
    }
    fn run_one(&self, _worker: usize) -> bool {
        self.0.pop(None).map(panics::contain).is_ok()
    }
    fn close(&self) {
        self.0.close();
    }
}

/// Chapter 4's channel, whose workers yield.
pub struct Yields(Sender<Task>, Receiver<Task>);

impl Rung for Yields {
    fn new(_workers: usize, capacity: usize) -> Self {
        let (sender, receiver) = channel(capacity);
        Yields(sender, receiver)
    }
    fn push(&self, task: Task) {
        self.0.send(task).expect("it is open");
    }
    fn run_one(&self, _worker: usize) -> bool {
        yields::pop(&self.1).map(panics::contain).is_some()
    }
    fn close(&self) {
        self.0.close();
    }
}

/// Workers that take several at once, and steal.
pub struct Stealing(stealing::Queue<Task>);

impl Rung for Stealing {
    fn new(workers: usize, capacity: usize) -> Self {
        Stealing(stealing::Queue::new(workers, capacity))
    }
    fn push(&self, task: Task) {
        self.0.push(task);
    }
    fn run_one(&self, worker: usize) -> bool {
        self.0.pop(worker).map(panics::contain).is_some()
    }
    fn close(&self) {
        self.0.close();
    }
}

/// Chapter 12's queue, and futures of one allocation, each dropped at once.
pub struct OneAllocation(Queue<StdArc<dyn Run>>);

impl Rung for OneAllocation {
    fn new(_workers: usize, capacity: usize) -> Self {
        OneAllocation(Queue::new(capacity))
    }
    fn push(&self, task: Task) {
        let (run, _detached) = one_allocation::task(task);
        assert!(self.0.push(run, true).is_ok(), "it is open");
    }
    fn run_one(&self, _worker: usize) -> bool {
        self.0.pop().map(|task| task.run()).is_some()
    }
    fn close(&self) {
        self.0.close();
    }
}
