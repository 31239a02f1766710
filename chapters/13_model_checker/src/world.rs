//! The state of a program between two steps, and its key.
//!
//! Every thread stands still and has said what it is about to do. What can happen from here on
//! depends on what the threads know, and on what lies between them:
//!
//! | part          | in the key is                                 | since                           |
//! |---------------|-----------------------------------------------|---------------------------------|
//! | a thread      | a digest of all that it did and saw; what it is about to do | its code is deterministic: having seen the same, it stands at the same place with the same values |
//! | a lock        | its holder, and a digest of who held it before, in which order, having seen what | that is all that can have made the data behind it |
//! | a condvar     | who sleeps there (in what order, if that order decides) | it has no other memory          |
//! | an atomic     | its value                                     | so has this                     |
//! | the clock     | late or not                                   |                                 |
//! | the machine   | how many spurious wake-ups it has left        |                                 |
//!
//! **Two states with one key have the same future.** Take such a pair. The same threads exist and
//! stand at the same places with the same values in their hands, for each of them has seen the
//! same: what a lock's digest was when it took the lock, what an atomic's value was, whether a
//! handle was the last, how a thread that it joined had ended. Behind each lock lies the same
//! data, made by the same critical sections in the same order. So the same choices are open in
//! both; and whichever one is taken in both, the thread in question sees the same again, does the
//! same, and what it leaves has one key again. Step by step, every path that one state has, the
//! other one has too, with the same end.
//!
//! What is left out is a function of what is in: how many handles an `Arc` has (who has them has
//! said all he did), who can be joined, what a thread holds. And two orders of steps that do not
//! touch each other leave the same digests: that is how a thousand executions become a few dozen
//! states. A digest has 64 bits. Among a million states the chance that two differ and are taken
//! for one is one in thirty million.
//!
//! **What lies outside** of this is not seen. A counter of std's may be used to count what
//! happens, and read once everybody who counts has been joined. Read earlier, its value is
//! something that a thread has seen and the key has not: then states that differ are taken for
//! one. So are they if a program looks at a real clock, at a random number, at an address. Where
//! that makes a thread do something else on a path that was walked before, the search notices it
//! and stops; where it only changes a value, nothing can.
//!
//! **Which steps are one.** A step begins where a thread has been chosen and lasts to the next
//! thing that it has to announce. An unlock is not announced: it stands in nobody's way, and what
//! others could do just before it they can do just after. Nor is a spawn, for the same reason.
//! And a wait is not, if it follows on the taking of its own lock with nothing in between: others
//! can do in that moment only what does not concern the lock, so it might as well have been before.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::Location;

use super::rules::Rules;
use super::step::Op;

/// A place in a source.
pub type Place = &'static Location<'static>;

/// Who and what there is. These numbers outlast an execution: the second thread that main spawns
/// has the same number in all of them, in whatever order the others come.
#[derive(Clone, Default)]
pub struct Names {
    pub(super) threads: HashMap<u64, usize>,
    pub(super) objects: HashMap<u64, usize>,
    /// Each thread's name, if it was given one, and where it was spawned.
    pub who: Vec<(String, Place)>,
    /// What each object is, and where it was made.
    pub what: Vec<(&'static str, Place)>,
}

/// The state of one thread.
#[derive(Clone)]
pub struct Thread {
    /// What it is about to do, and where.
    pub op: Op,
    /// In the source.
    pub at: Place,
    /// The text of a panic that is on its way up its stack, or has left it.
    pub panic: Option<String>,
    pub(super) role: u64,
    pub(super) seen: u64,
    pub(super) born: u64,
    pub(super) token: bool,
    /// The lock that it took as the last thing it did.
    pub(super) fresh: Option<usize>,
}

#[derive(Clone)]
pub(super) enum Object {
    Lock { holder: Option<usize>, past: u64 },
    Condvar { sleepers: Vec<usize> },
    Atomic { value: u64 },
    Handles,
    Queue { from: Vec<usize> },
}

/// The state of an execution.
pub struct World {
    /// What the machine may do.
    pub rules: Rules,
    /// Outlast this execution.
    pub names: Names,
    /// By their numbers. `None`: it is not there, this time or yet.
    pub threads: Vec<Option<Thread>>,
    pub(super) objects: Vec<Option<Object>>,
    /// `Arc`s that have not been freed.
    pub alive: usize,
    /// A thread has ended by a panic, and with it the execution.
    pub failed: Option<usize>,
    pub(super) spurious_left: usize,
    pub(super) clock: bool,
    pub(super) late: bool,
}

/// A digest of these.
pub fn digest(parts: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

impl World {
    /// Nobody is there yet.
    pub fn new(rules: Rules, names: Names) -> World {
        World {
            rules,
            names,
            threads: Vec::new(),
            objects: Vec::new(),
            alive: 0,
            failed: None,
            spurious_left: 0,
            clock: false,
            late: false,
        }
    }

    /// A thread that is there.
    pub fn thread(&mut self, thread: usize) -> &mut Thread {
        self.threads[thread].as_mut().expect("it was spawned")
    }

    // ANCHOR: key
    /// See the file's head.
    pub fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (number, thread) in self.threads.iter().enumerate() {
            if let Some(thread) = thread {
                (number, thread.seen, thread.op, thread.token).hash(&mut hasher);
            }
        }
        for (number, object) in self.objects.iter().enumerate() {
            match object {
                Some(Object::Lock { holder, past }) => (number, holder, past).hash(&mut hasher),
                Some(Object::Atomic { value }) => (number, value).hash(&mut hasher),
                Some(Object::Condvar { sleepers }) if self.rules.longest_first => {
                    (number, sleepers).hash(&mut hasher);
                }
                Some(Object::Condvar { sleepers }) => {
                    let mut sleepers = sleepers.clone();
                    sleepers.sort_unstable();
                    (number, sleepers).hash(&mut hasher);
                }
                // What is in a queue was put there behind a lock, or by whom alone has it.
                Some(Object::Handles | Object::Queue { .. }) | None => {}
            }
        }
        (self.late, self.clock, self.spurious_left, self.failed).hash(&mut hasher);
        hasher.finish()
    }
    // ANCHOR_END: key
}
