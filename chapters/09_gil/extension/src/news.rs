//! "The future is done": who hears it before any callback does.
//!
//! A callback of Python's may take long, or wait for the very thread that waits for the future.
//! So whoever waits is told first: those in `result` by the bell, those in `concurrent.futures.wait`
//! by their lists. The future tells this once, so this is registered before the first callback.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::collector::{Enough, Visitor};
use crate::exception::unraisable;
use crate::gil::attached;
use crate::object::Object;
use crate::outcome::Outcome;
use crate::raised::Raised;
use crate::wait::Bell;
use crate::waiters::Waiters;

#[derive(Default)]
pub struct News {
    pub bell: Bell,
    /// Has anybody made the lists? So that the others need not take the GIL to look.
    listed: AtomicBool,
    /// Only locked with the GIL held, and no Python runs under it: as an outcome's.
    lists: Mutex<Option<Arc<Waiters>>>,
}

impl News {
    /// The future is done: called once, without the GIL or with it.
    pub fn tell(&self, outcome: &Outcome) {
        self.bell.ring();
        if self.listed.load(SeqCst) {
            attached(|| self.tell_lists(outcome));
        }
    }

    fn tell_lists(&self, outcome: &Outcome) {
        let lists = self.lists().clone();
        // None: the collector has taken them.
        if let Some(lists) = lists {
            let told = lists.tell(outcome);
            told.unwrap_or_else(|raised| unraisable(&lists.list, raised));
        }
    }

    /// The lists of `future`, an instance; made if need be. `done` says whether it is done.
    ///
    /// | here                    | whoever settles the future |
    /// |-------------------------|----------------------------|
    /// | 1. the lists are there  | 1. it is done              |
    /// | 2. is it done? Then tell | 2. are there lists? Then tell |
    ///
    /// One of the two tells, or both, and the second finds that all have been told.
    pub fn waiters(
        &self,
        future: Object,
        outcome: &Outcome,
        done: impl FnOnce() -> bool,
    ) -> Result<Arc<Waiters>, Raised> {
        if let Some(lists) = &*self.lists() {
            return Ok(Arc::clone(lists));
        }
        let lists = Arc::new(Waiters::new(future)?);
        match &mut *self.lists() {
            // While ours were made, another thread had the GIL.
            Some(theirs) => return Ok(Arc::clone(theirs)),
            none => *none = Some(Arc::clone(&lists)),
        }
        self.listed.store(true, SeqCst);
        if done() {
            self.tell_lists(outcome);
        }
        Ok(lists)
    }

    /// For the collector.
    pub fn visit(&self, visitor: &Visitor) -> Result<(), Enough> {
        match &*self.lists() {
            Some(lists) => lists.visit(visitor),
            None => Ok(()),
        }
    }

    /// For the collector.
    pub fn clear(&self) {
        let lists = self.lists().take();
        drop(lists); // after the lock: what goes may run Python
    }

    fn lists(&self) -> MutexGuard<'_, Option<Arc<Waiters>>> {
        self.lists.lock().expect("nothing panics under it")
    }
}
