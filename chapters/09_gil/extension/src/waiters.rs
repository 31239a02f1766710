//! Who waits for several futures by `concurrent.futures.wait` or `as_completed`.
//!
//! These two call no method of a future. They take the lock in its `_condition`, look at its
//! `_state`, and leave a waiter in its `_waiters`; later they take it out again. So we have
//! these three, from the first time that somebody looks:
//!
//! | Python's function, with the lock          | we, when the future is done, with the lock |
//! |-------------------------------------------|--------------------------------------------|
//! | 1. looks whether `_state` says it is done | 1. `_state` says so from now on            |
//! | 2. if not, puts its waiter on the list    | 2. tell every waiter on the list           |
//!
//! Under one lock nobody is forgotten, and nobody is told of what it had seen already.
//!
//! The waiting itself is Python's. So a task that waits in this way for tasks of its own pool
//! does not run them, as it would in `result`: with no other worker it waits for ever, as in
//! Python's pools.

use std::ffi::CStr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard};

use crate::api::*;
use crate::collector::{Enough, Visitor};
use crate::object::Object;
use crate::outcome::Outcome;
use crate::raised::Raised;

/// The private parts of a future.
pub struct Waiters {
    /// Whose they are. A circle, until all are told, or the collector comes.
    future: Mutex<Option<Object>>,
    pub condition: Object,
    pub list: Object,
    /// Has everybody been told? Relaxed: only touched with the GIL.
    told: AtomicBool,
}

impl Waiters {
    pub fn new(future: Object) -> Result<Waiters, Raised> {
        let condition = Object::import(c"threading")?.attribute(c"Condition")?;
        Ok(Waiters {
            future: Mutex::new(Some(future)),
            condition: condition.call(&Object::tuple([])?)?,
            // SAFETY: an empty list.
            list: Object::new(unsafe { PyList_New(0) })?,
            told: AtomicBool::new(false),
        })
    }

    /// Tells all that the future is done, with this outcome. A second time there is nobody left.
    pub fn tell(&self, outcome: &Outcome) -> Result<(), Raised> {
        let future = self.future().take();
        let Some(future) = future else {
            return Ok(());
        };
        let none = Object::tuple([])?;
        let future = Object::tuple([future])?;
        let news = match outcome.raised() {
            None => c"add_cancelled",
            Some(false) => c"add_result",
            Some(true) => c"add_exception",
        };
        self.condition.attribute(c"acquire")?.call(&none)?;
        self.told.store(true, Relaxed);
        let told = self.tell_all(&future, news);
        self.condition.attribute(c"release")?.call(&none)?;
        told
    }

    fn tell_all(&self, future: &Object, news: &CStr) -> Result<(), Raised> {
        // SAFETY: a list of ours.
        let waiters = Object::new(unsafe { PyObject_GetIter(self.list.pointer()) })?;
        loop {
            // SAFETY: an iterator. A list's never raises: null is the end.
            match Object::new(unsafe { PyIter_Next(waiters.pointer()) }) {
                Ok(waiter) => drop(waiter.attribute(news)?.call(future)?),
                Err(Raised) => return Ok(()),
            }
        }
    }

    /// In Python's words, for a future that is `running` or not.
    pub fn state(&self, outcome: &Outcome, running: bool) -> &'static str {
        match self.told.load(Relaxed) {
            true if outcome.raised().is_none() => "CANCELLED_AND_NOTIFIED",
            true => "FINISHED",
            false if running => "RUNNING",
            false => "PENDING",
        }
    }

    /// Only locked with the GIL held, and no Python runs under it: as an outcome's.
    fn future(&self) -> MutexGuard<'_, Option<Object>> {
        self.future.lock().expect("nothing panics under it")
    }

    /// For the collector.
    pub fn visit(&self, visitor: &Visitor) -> Result<(), Enough> {
        if let Some(future) = &*self.future() {
            visitor.visit(future)?;
        }
        visitor.visit(&self.condition)?;
        visitor.visit(&self.list)
    }
}
