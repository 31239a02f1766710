//! Foreign code, and how a thread of the pool survives it.
//!
//! A codec, a function, a destructor, an iterator: they are somebody else's, and may panic.
//! Then their own call has that for its answer, and nothing else is lost. Two rules:
//!
//! - Foreign code runs in [`contain`], and never while a lock is held or a worker is in hand.
//! - What is foreign is kept in [`Contained`], since to drop it runs its destructor. One that
//!   panics while another one unwinds aborts the process, and in a `Vec` there are many.

use super::panics;
use super::task_error::TaskError;

/// Runs foreign code. What it panicked with is the error, as text.
pub(crate) fn contain<T>(foreign: impl FnOnce() -> T) -> Result<T, String> {
    panics::catch(foreign).map_err(|payload| {
        // The payload has a destructor: foreign code once more.
        let error = Contained::new(TaskError::Panicked(payload));
        error.get().message().to_owned()
    })
}

/// A foreign value. Dropped, it drops the value, and contains what that does.
pub(crate) struct Contained<T>(Option<T>);

impl<T> Contained<T> {
    pub(crate) fn new(value: T) -> Contained<T> {
        Contained(Some(value))
    }

    pub(crate) fn get(&self) -> &T {
        self.0.as_ref().expect("`take` ends it")
    }

    /// The value, which is the caller's now.
    pub(crate) fn take(mut self) -> T {
        self.0.take().expect("only once, since `self` is gone")
    }
}

impl<T> Drop for Contained<T> {
    fn drop(&mut self) {
        let value = self.0.take();
        panics::contain(|| drop(value));
    }
}

impl<I: Iterator> Iterator for Contained<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.0.as_mut()?.next()
    }
}
