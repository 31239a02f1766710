//! `thread`, as far as the chapters use it.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

use std::io;
use std::panic::Location;

use super::execution;
use super::os::sync::{Arc, Mutex, PoisonError};
use super::step::Op;
use super::world::Place;

/// Who a thread is: the same in every execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThreadId(usize);

#[derive(Clone, Debug)]
pub struct Thread(ThreadId);

impl Thread {
    pub fn id(&self) -> ThreadId {
        self.0
    }

    #[track_caller]
    pub fn unpark(&self) {
        if let Some((execution, me)) = execution::current() {
            execution.step(me, Op::Unpark(self.0.0), Location::caller());
        }
    }
}

pub struct JoinHandle<T> {
    thread: Thread,
    /// Protects what the thread returned, from its end until it is joined.
    result: Arc<Mutex<Option<T>>>,
}

impl<T> JoinHandle<T> {
    /// Never `Err`: an uncaught panic is the end of the execution.
    #[track_caller]
    #[allow(clippy::missing_errors_doc, reason = "there are none")]
    pub fn join(self) -> super::os::thread::Result<T> {
        let number = self.thread.0.0;
        if let Some((execution, me)) = execution::current().filter(|_| number != usize::MAX) {
            execution.step(me, Op::Join(number), Location::caller());
        }
        let mut result = self.result.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(result.take().expect("it has ended, and only one joins it"))
    }

    pub fn thread(&self) -> &Thread {
        &self.thread
    }
}

#[track_caller]
pub fn spawn<F, T>(work: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    started(work, String::new(), Location::caller())
}

pub struct Builder(String);

#[allow(
    clippy::new_without_default,
    reason = "no chapter makes one by default"
)]
impl Builder {
    pub fn new() -> Builder {
        Builder(String::new())
    }

    pub fn name(self, name: String) -> Builder {
        Builder(name)
    }

    #[track_caller]
    #[allow(clippy::missing_errors_doc, reason = "there are none")]
    pub fn spawn<F, T>(self, work: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        Ok(started(work, self.0, Location::caller()))
    }
}

fn started<F, T>(work: F, name: String, at: Place) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let (execution, me) = execution::current().expect("threads are spawned inside of a model");
    let result = Arc::new(Mutex::new(None));
    let slot = Arc::clone(&result);
    let body = move || {
        let value = work();
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    };
    let number = execution.spawn(me, name, at, Box::new(body));
    JoinHandle {
        thread: Thread(ThreadId(number)),
        result,
    }
}

/// The calling thread.
pub fn current() -> Thread {
    let number = execution::current().map(|(_, me)| me);
    Thread(ThreadId(number.unwrap_or(usize::MAX)))
}

#[track_caller]
pub fn park() {
    if let Some((execution, me)) = execution::current() {
        execution.step(me, Op::Park, Location::caller());
    }
}

#[track_caller]
pub fn yield_now() {
    if let Some((execution, me)) = execution::current() {
        execution.step(me, Op::Yield, Location::caller());
    }
}

/// A handle without a thread: joining it is no step.
pub(crate) fn ended() -> JoinHandle<()> {
    JoinHandle {
        thread: Thread(ThreadId(usize::MAX)),
        result: Arc::new(Mutex::new(Some(()))),
    }
}
