//! New threads and objects, and the numbers that they keep in every execution.
//!
//! A thing is known by who made it, and by how many that thread had made before: in whatever order
//! two threads make theirs, each has the same number again.

use super::step::Op;
use super::world::{Object, Place, Thread, World, digest};

impl World {
    /// A new thread, spawned by `parent`; the first one has none.
    pub fn spawn(&mut self, parent: Option<usize>, name: String, at: Place) -> usize {
        let (role, seen) = match parent {
            Some(parent) => self.born(parent),
            None => (0, 0),
        };
        let next = self.names.who.len();
        let number = *self.names.threads.entry(role).or_insert(next);
        if number == next {
            self.names.who.push((name, at));
        }
        let thread = Thread {
            op: Op::Start,
            at,
            panic: None,
            role,
            seen,
            born: 0,
            token: false,
            fresh: None,
        };
        put(&mut self.threads, number, thread);
        number
    }

    /// What a thread makes is known by who made it, and by how many it had made before.
    fn born(&mut self, by: usize) -> (u64, u64) {
        let by = self.thread(by);
        by.fresh = None;
        by.born += 1;
        (digest((by.role, by.born)), digest((by.seen, by.born)))
    }

    fn made(&mut self, by: usize, what: &'static str, at: Place) -> (usize, u64) {
        let fresh = self.thread(by).fresh;
        let (role, seen) = self.born(by);
        self.thread(by).fresh = fresh; // nobody else knows of it yet
        let next = self.names.what.len();
        let number = *self.names.objects.entry(role).or_insert(next);
        if number == next {
            self.names.what.push((what, at));
        }
        (number, seen)
    }

    /// A new lock, which nobody holds.
    pub fn lock(&mut self, by: usize, at: Place) -> usize {
        let (number, past) = self.made(by, "lock", at);
        let holder = None;
        put(&mut self.objects, number, Object::Lock { holder, past });
        number
    }

    /// A new condvar.
    pub fn condvar(&mut self, by: usize, at: Place) -> usize {
        let (number, _) = self.made(by, "condvar", at);
        let sleepers = Vec::new();
        put(&mut self.objects, number, Object::Condvar { sleepers });
        number
    }

    /// A new atomic.
    pub fn atomic(&mut self, by: usize, value: u64, at: Place) -> usize {
        let (number, _) = self.made(by, "atomic", at);
        put(&mut self.objects, number, Object::Atomic { value });
        number
    }

    /// A new value with handles on it.
    pub fn handles(&mut self, by: usize, at: Place) -> usize {
        let (number, _) = self.made(by, "handle", at);
        put(&mut self.objects, number, Object::Handles);
        self.alive += 1;
        number
    }

    /// A new queue, of which is told what is in it.
    pub fn queue(&mut self, by: usize, at: Place) -> usize {
        let (number, _) = self.made(by, "queue", at);
        let from = Vec::new();
        put(&mut self.objects, number, Object::Queue { from });
        number
    }
}

fn put<T>(all: &mut Vec<Option<T>>, number: usize, one: T) {
    while all.len() <= number {
        all.push(None);
    }
    all[number] = Some(one);
}
