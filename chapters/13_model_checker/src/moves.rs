//! What a thread does to the state in the middle of a step, and what others have done to it when it
//! looks.

use std::hash::Hash;

use super::step::{Inside, Op};
use super::world::{Object, World, digest};

impl World {
    /// `thread` has learnt something that others may have changed.
    pub fn sees(&mut self, thread: usize, what: impl Hash) {
        let thread = self.thread(thread);
        thread.seen = digest((thread.seen, thread.op, what));
    }

    /// A panic begins. What has led to it may have been read outside of all this, so the text is
    /// something that the thread has seen.
    pub fn panics(&mut self, thread: usize, text: String) {
        self.sees(thread, &text);
        self.thread(thread).panic = Some(text);
    }

    /// It has done something to an atomic: this was the answer, and that is the value now.
    pub fn accessed(&mut self, thread: usize, atomic: usize, answer: u64, value: u64) {
        self.sees(thread, answer);
        self.objects[atomic] = Some(Object::Atomic { value });
    }

    /// This is in a queue now: who has put in the first value, the second, and so on. No step, and
    /// not in the key: whoever changes a queue has what protects it. `None`: the queue is gone.
    pub fn contains(&mut self, queue: usize, from: Option<Vec<usize>>) {
        self.objects[queue] = from.map(|from| Object::Queue { from });
    }

    /// It looks at the data behind a lock that nobody else can reach any more.
    pub fn owns(&mut self, thread: usize, lock: usize) {
        if let Some(Object::Lock { past, .. }) = self.objects[lock] {
            self.sees(thread, past);
            let now = self.thread(thread).seen;
            let holder = None;
            self.objects[lock] = Some(Object::Lock { holder, past: now });
        }
    }

    /// It gives a lock up. What it knew by then may be in the data.
    pub fn unlock(&mut self, thread: usize, lock: usize) {
        let thread = self.thread(thread);
        thread.fresh = None;
        let past = digest((thread.seen, "unlock"));
        let holder = None;
        self.objects[lock] = Some(Object::Lock { holder, past });
    }

    /// Is this wait the first thing after the taking of its lock? Then it is no step of its own.
    pub fn wait_is_no_step(&self, thread: usize, lock: usize) -> bool {
        self.threads[thread]
            .as_ref()
            .is_some_and(|thread| thread.fresh == Some(lock))
    }

    /// It gives its lock up and falls asleep.
    pub fn falls_asleep(&mut self, thread: usize, condvar: usize, lock: usize, timed: bool) {
        self.unlock(thread, lock);
        self.sleepers(condvar).push(thread);
        self.thread(thread).op = Op::Asleep {
            condvar,
            lock,
            timed,
        };
        if timed && self.late {
            self.wake(thread);
        }
    }

    /// One wake-up more that may come for no reason.
    pub fn allow_spurious(&mut self) {
        self.spurious_left += 1;
    }

    /// From now on it may get late.
    pub fn allow_late(&mut self) {
        self.clock = true;
    }

    /// Can the answer to "is it late?" still change?
    pub fn clock_is_open(&self) -> bool {
        self.clock && !self.late
    }

    /// Is it late?
    pub fn is_late(&self) -> bool {
        self.late
    }

    /// It is late from now on. Whoever has a time-out wakes.
    pub fn make_late(&mut self) {
        self.late = true;
        for thread in 0..self.threads.len() {
            let op = self.threads[thread].as_ref().map(|thread| thread.op);
            if let Some(Op::Asleep { timed: true, .. }) = op {
                self.wake(thread);
            }
        }
    }

    /// What is in the objects that one can look into.
    pub fn inside(&self) -> Vec<(usize, Inside)> {
        let there = self.objects.iter().enumerate();
        let looks = there.filter_map(|(number, object)| match object {
            Some(Object::Queue { from }) => Some((number, Inside::Values(from.clone()))),
            Some(Object::Atomic { value }) => Some((number, Inside::Number(*value))),
            _ => None,
        });
        looks.collect()
    }

    /// All condvars that there are.
    pub fn condvars(&self) -> Vec<usize> {
        let is = |at: &usize| matches!(self.objects[*at], Some(Object::Condvar { .. }));
        (0..self.objects.len()).filter(is).collect()
    }

    pub(super) fn sleepers(&mut self, condvar: usize) -> &mut Vec<usize> {
        match self.objects[condvar].as_mut() {
            Some(Object::Condvar { sleepers }) => sleepers,
            _ => unreachable!("its number is a condvar's"),
        }
    }

    pub(super) fn wake(&mut self, thread: usize) {
        if let Op::Asleep { condvar, lock, .. } = self.thread(thread).op {
            self.sleepers(condvar).retain(|other| *other != thread);
            self.thread(thread).op = Op::Relock { condvar, lock };
        }
    }
}
