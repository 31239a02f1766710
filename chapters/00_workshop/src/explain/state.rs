//! Who holds what, who waits where, and what each thread cannot go on without.

use std::collections::{BTreeMap, VecDeque};

use super::recording::Recording;

/// What a thread waits for, or is about to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Want {
    Lock(usize),
    Notify(usize),
    End(usize),
}

/// The state between two steps. Locks, condvars and threads are numbers.
#[derive(Debug, Default)]
pub struct State {
    /// A lock's holder.
    pub held: BTreeMap<usize, usize>,
    /// A condvar's waiters that nobody has notified: the thread, and the lock it gave up.
    waits: BTreeMap<usize, VecDeque<(usize, usize)>>,
    pub wants: BTreeMap<usize, Want>,
    pub ended: Vec<usize>,
}

/// A condvar or lock, and its threads, by their names.
pub type Named<T> = Vec<(String, T)>;

impl State {
    pub fn lock(&mut self, thread: usize, lock: usize) {
        self.held.insert(lock, thread);
    }

    pub fn wait(&mut self, thread: usize, condvar: usize, lock: usize) {
        self.held.remove(&lock);
        let waiters = self.waits.entry(condvar).or_default();
        waiters.push_back((thread, lock));
        self.wants.insert(thread, Want::Notify(condvar));
    }

    /// It has the lock again.
    pub fn woken(&mut self, thread: usize, condvar: usize, lock: usize) {
        let waiters = self.waits.entry(condvar).or_default();
        waiters.retain(|(waiter, _)| *waiter != thread);
        self.lock(thread, lock);
    }

    /// Whom it wakes: each wants its lock now.
    pub fn notify(&mut self, condvar: usize, most: usize) -> Vec<usize> {
        let waiters = self.waits.entry(condvar).or_default();
        let woken: Vec<_> = waiters.drain(..most.min(waiters.len())).collect();
        for (thread, lock) in &woken {
            self.wants.insert(*thread, Want::Lock(*lock));
        }
        woken.into_iter().map(|(thread, _)| thread).collect()
    }

    /// Locks and their holders.
    pub fn holders(&self, names: &Recording) -> Named<String> {
        let held = self.held.iter();
        held.map(|(lock, thread)| (names.object(*lock), names.thread(*thread)))
            .collect()
    }

    /// Condvars and their waiters.
    pub fn waiters(&self, names: &Recording) -> Named<Vec<String>> {
        let waits = self.waits.iter().filter(|(_, waiters)| !waiters.is_empty());
        let name = |(condvar, waiters): (&usize, &VecDeque<(usize, usize)>)| {
            let threads = waiters.iter().map(|(thread, _)| names.thread(*thread));
            (names.object(*condvar), threads.collect())
        };
        waits.map(name).collect()
    }
}
