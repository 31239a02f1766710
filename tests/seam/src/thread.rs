//! loom's `thread`, whose threads say when they start, end, and wait for each other.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

pub use loom::thread::*;

use crate::recorder;
use std::io;

/// loom's handle, and the number of the thread.
pub struct JoinHandle<T> {
    handle: loom::thread::JoinHandle<T>,
    number: recorder::Number,
}

impl<T> JoinHandle<T> {
    #[track_caller]
    pub fn join(self) -> std::thread::Result<T> {
        recorder::step("joins", None, self.number);
        let result = self.handle.join();
        recorder::step("joined", None, self.number);
        result
    }

    pub fn thread(&self) -> &Thread {
        self.handle.thread()
    }
}

/// Like loom's, it asks for no `Send`: loom's threads take turns on one.
#[track_caller]
pub fn spawn<F, T>(work: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + 'static,
    T: 'static,
{
    started(loom::thread::spawn(ending(work)), "")
}

/// What loom's builder has, as far as the chapters need it.
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
    pub fn spawn<F, T>(self, work: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let builder = loom::thread::Builder::new().name(self.0.clone());
        Ok(started(builder.spawn(ending(work))?, &self.0))
    }
}

fn ending<T>(work: impl FnOnce() -> T) -> impl FnOnce() -> T {
    || {
        let result = work();
        recorder::step("ends", None, "");
        result
    }
}

#[track_caller]
fn started<T>(handle: loom::thread::JoinHandle<T>, name: &str) -> JoinHandle<T> {
    let number = recorder::Number(handle.thread().id());
    recorder::step("spawn", None, format_args!("{number} {name}"));
    JoinHandle { handle, number }
}
