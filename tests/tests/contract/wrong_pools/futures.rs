//! Pools that give results back, and get it wrong.

use std::any::Any;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use contract::*;

use crate::wrong_pools::rejected;

/// A result over a std channel: what one writes first. Closed without a value, it is lost.
type Reply<T> = Receiver<T>;

/// How a task runs and answers, right or wrong.
trait Manner: Send + Sync + 'static {
    const PATIENCE: Duration = Duration::from_secs(60);

    fn answer<T: Send + 'static>(task: impl FnOnce() -> T, reply: Sender<T>) {
        let value = task();
        let _ = reply.send(value); // an error: nobody wants it
    }

    /// What comes back of a task that was refused.
    fn refused(task: Task) -> Task {
        task
    }
}

/// Chapter 4's pool that answers in the manner of `M`.
struct Replies<M>(chapter4::Pool, PhantomData<M>);

impl<M: Manner> Pool for Replies<M> {
    const PATIENCE: Duration = M::PATIENCE;

    fn build(workers: usize, capacity: usize) -> Self {
        Replies(chapter4::Pool::new(workers, capacity).unwrap(), PhantomData)
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.0.execute(task)
    }
}

impl<M: Manner> Shutdown for Replies<M> {
    fn shutdown(&self) {
        self.0.shutdown();
    }
}

impl<M: Manner> Bounded for Replies<M> {
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.0.try_execute(task)
    }
}

impl<M: Manner> Submits for Replies<M> {
    type Future<T: Send + 'static> = Reply<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Submitted<Reply<T>> {
        let (reply, future) = mpsc::channel();
        match self.0.execute(move || M::answer(task, reply)) {
            Ok(()) => Ok(future),
            Err(refused) => Err(refused.map(|task| (M::refused(task), future))),
        }
    }

    fn result<T: Send + 'static>(future: Reply<T>) -> Result<T, TaskError> {
        future.recv().map_err(|_| TaskError::Lost)
    }
}

/// The panic's message is lost on the way: all that is known is that there is no value.
struct ForgetsThePanic;
impl Manner for ForgetsThePanic {}

#[test]
fn forgets_why() {
    let reason = "not its own panic";
    rejected(
        a_panic_reaches_its_own_future::<Replies<ForgetsThePanic>>,
        reason,
    );
}

/// Keeps what would close the channel, as a pool does that owns both ends: after a panic
/// nobody answers, and nobody hangs up.
struct NeverHangsUp;
impl Manner for NeverHangsUp {
    const PATIENCE: Duration = Duration::from_secs(1);

    fn answer<T: Send + 'static>(task: impl FnOnce() -> T, reply: Sender<T>) {
        std::mem::forget(reply.clone());
        let _ = catch_unwind(AssertUnwindSafe(|| reply.send(task())));
    }

    fn refused(task: Task) -> Task {
        std::mem::forget(task); // the reply, too, is never hung up
        Box::new(|| ())
    }
}

#[test]
fn no_result_after_a_panic() {
    let reason = "waited in vain: the outcome of task 1";
    rejected(
        a_panic_reaches_its_own_future::<Replies<NeverHangsUp>>,
        reason,
    );
}

#[test]
fn no_result_for_a_task_that_was_refused() {
    let reason = "waited in vain: the outcome of the task that was refused";
    rejected(
        a_refused_task_settles_its_future::<Replies<NeverHangsUp>>,
        reason,
    );
}

#[test]
fn no_result_after_the_shutdown() {
    rejected(
        no_future_waits_for_ever::<Replies<NeverHangsUp>>,
        "waited in vain: outcome",
    );
}

/// Two tasks that end one after the other get each other's result.
struct SwapsResults;
impl Manner for SwapsResults {
    fn answer<T: Send + 'static>(task: impl FnOnce() -> T, reply: Sender<T>) {
        /// Protects a result and its reply, until the next task comes to swap with.
        static FIRST: Mutex<Option<Box<dyn Any + Send>>> = Mutex::new(None);
        let value = task();
        let mut first = FIRST.lock().unwrap();
        match first.take() {
            None => *first = Some(Box::new((value, reply))),
            Some(first) => {
                let (others, other) = *first.downcast::<(T, Sender<T>)>().unwrap();
                let _ = (reply.send(others), other.send(value)); // nobody may want them
            }
        }
    }
}

#[test]
fn swaps_results() {
    rejected(
        every_future_brings_its_own_result::<Replies<SwapsResults>>,
        "another task's result",
    );
}

/// Chapter 7's pool, whose futures cancel when they are dropped.
struct Cancels(chapter7::Pool);

struct CancelledOnDrop<T>(Option<chapter7::Future<T>>);

impl<T> Drop for CancelledOnDrop<T> {
    fn drop(&mut self) {
        if let Some(future) = &self.0 {
            future.cancel();
        }
    }
}

impl Pool for Cancels {
    fn build(workers: usize, capacity: usize) -> Self {
        Cancels(chapter7::Pool::new(workers, capacity).unwrap())
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.0.execute(task)
    }
}

impl Shutdown for Cancels {
    fn shutdown(&self) {
        Shutdown::shutdown(&self.0);
    }
}

impl Bounded for Cancels {
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.0.try_execute(task)
    }
}

impl Submits for Cancels {
    type Future<T: Send + 'static> = CancelledOnDrop<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Submitted<CancelledOnDrop<T>> {
        let wrap = |future| CancelledOnDrop(Some(future));
        match self.0.submit(task) {
            Ok(future) => Ok(wrap(future)),
            Err(refused) => Err(refused.map(|(task, future)| (task, wrap(future)))),
        }
    }

    fn result<T: Send + 'static>(mut future: CancelledOnDrop<T>) -> Result<T, TaskError> {
        future.0.take().expect("asked once").result()
    }
}

#[test]
fn a_dropped_future_cancels() {
    rejected(
        a_dropped_future_detaches::<Cancels>,
        "a detached task did not run",
    );
}
