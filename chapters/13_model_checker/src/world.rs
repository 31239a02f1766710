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

use super::step::{Choice, Op};

/// A place in a source.
pub type Place = &'static Location<'static>;

/// What is not always so on every machine, and can be switched off.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// `notify_one` wakes the one who has waited longest, and not just any.
    pub longest_first: bool,
    /// Spurious wake-ups and the clock are threads of the program, as loom has them, and not
    /// choices of the machine.
    pub imps_are_threads: bool,
}

impl Rules {
    /// What a real machine may do.
    pub const REAL: Rules = Rules {
        longest_first: false,
        imps_are_threads: false,
    };
    /// What loom does.
    pub const LOOM: Rules = Rules {
        longest_first: true,
        imps_are_threads: true,
    };
}

/// Who and what there is. These numbers outlast an execution: the second thread that main spawns
/// has the same number in all of them, in whatever order the others come.
#[derive(Default)]
pub struct Names {
    threads: HashMap<u64, usize>,
    objects: HashMap<u64, usize>,
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
    role: u64,
    seen: u64,
    born: u64,
    token: bool,
    /// The lock that it took as the last thing it did.
    fresh: Option<usize>,
}

#[derive(Clone)]
enum Object {
    Lock { holder: Option<usize>, past: u64 },
    Condvar { sleepers: Vec<usize> },
    Atomic { value: u64 },
    Handles,
}

/// The state of an execution.
pub struct World {
    /// What the machine may do.
    pub rules: Rules,
    /// Outlast this execution.
    pub names: Names,
    /// By their numbers. `None`: it is not there, this time or yet.
    pub threads: Vec<Option<Thread>>,
    objects: Vec<Option<Object>>,
    /// `Arc`s that have not been freed.
    pub alive: usize,
    /// A thread has ended by a panic, and with it the execution.
    pub failed: Option<usize>,
    spurious_left: usize,
    clock: bool,
    late: bool,
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

    /// What a thread makes is known by who made it, and as its how-manieth.
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

    /// All condvars that there are.
    pub fn condvars(&self) -> Vec<usize> {
        let is = |at: &usize| matches!(self.objects[*at], Some(Object::Condvar { .. }));
        (0..self.objects.len()).filter(is).collect()
    }

    fn sleepers(&mut self, condvar: usize) -> &mut Vec<usize> {
        match self.objects[condvar].as_mut() {
            Some(Object::Condvar { sleepers }) => sleepers,
            _ => unreachable!("its number is a condvar's"),
        }
    }

    fn wake(&mut self, thread: usize) {
        if let Op::Asleep { condvar, lock, .. } = self.thread(thread).op {
            self.sleepers(condvar).retain(|other| *other != thread);
            self.thread(thread).op = Op::Relock { condvar, lock };
        }
    }

    /// Who holds a lock.
    pub fn holder(&self, lock: usize) -> Option<usize> {
        match self.objects.get(lock) {
            Some(Some(Object::Lock { holder, .. })) => *holder,
            _ => None,
        }
    }

    fn can_run(&self, thread: &Thread) -> bool {
        match thread.op {
            Op::Lock(lock) | Op::Relock { lock, .. } => self.holder(lock).is_none(),
            Op::Join(other) => {
                let other = self.threads[other].as_ref();
                other.is_some_and(|other| other.op == Op::Ended)
            }
            Op::Park => thread.token,
            Op::Asleep { .. } | Op::Ended => false,
            _ => true,
        }
    }

    /// What can happen next. Nothing: this is an end.
    ///
    /// The machine's own choices are no way out: a program that needs a spurious wake-up to go on
    /// is stuck. But time passes by itself.
    pub fn choices(&self) -> Vec<Choice> {
        if self.failed.is_some() {
            return Vec::new();
        }
        let mut choices = Vec::new();
        let mut looks_at_clock = false;
        let there = self.threads.iter().enumerate();
        let there = there.filter_map(|(number, thread)| Some((number, thread.as_ref()?)));
        for (number, thread) in there.clone() {
            looks_at_clock |= match thread.op {
                Op::Asleep { timed, .. } | Op::Wait { timed, .. } => timed,
                Op::Clock => true,
                _ => false,
            };
            if !self.can_run(thread) {
                continue;
            }
            match thread.op {
                Op::NotifyOne(condvar) if !self.rules.longest_first => {
                    let Some(Object::Condvar { sleepers }) = &self.objects[condvar] else {
                        continue;
                    };
                    match sleepers.len() {
                        0 | 1 => choices.push(Choice::Run(number)),
                        _ => choices.extend(sleepers.iter().map(|&whom| Choice::Wake {
                            by: number,
                            whom,
                        })),
                    }
                }
                _ => choices.push(Choice::Run(number)),
            }
        }
        // Only where somebody looks: earlier, it would come to the same.
        if looks_at_clock && self.clock_is_open() {
            choices.push(Choice::Late);
        }
        if self.spurious_left > 0 && !choices.is_empty() {
            let asleep = |thread: &Thread| matches!(thread.op, Op::Asleep { .. });
            let sleepers = there.filter(|(_, thread)| asleep(thread));
            choices.extend(sleepers.map(|(number, _)| Choice::Spurious(number)));
        }
        choices
    }

    /// Takes a step. The thread that goes on now, if one does.
    pub fn take(&mut self, choice: Choice) -> Option<usize> {
        let number = match choice {
            Choice::Run(thread) => thread,
            Choice::Wake { by, whom } => {
                self.wake(whom);
                by
            }
            Choice::Spurious(thread) => {
                self.spurious_left -= 1;
                self.wake(thread);
                return None;
            }
            Choice::Late => {
                self.make_late();
                return None;
            }
        };
        self.thread(number).fresh = None;
        match self.thread(number).op {
            Op::Lock(lock) | Op::Relock { lock, .. } => {
                if let Some(Object::Lock { holder, past }) = &mut self.objects[lock] {
                    *holder = Some(number);
                    let past = *past;
                    self.sees(number, past);
                }
                self.thread(number).fresh = Some(lock);
            }
            Op::Wait {
                condvar,
                lock,
                timed,
            } => {
                self.sees(number, "wait");
                self.falls_asleep(number, condvar, lock, timed);
                return None;
            }
            Op::NotifyOne(condvar) => {
                let first = self.sleepers(condvar).first().copied();
                if let (Choice::Run(_), Some(first)) = (choice, first) {
                    self.wake(first);
                }
                self.sees(number, "notify");
            }
            Op::NotifyAll(condvar) => {
                for sleeper in self.sleepers(condvar).clone() {
                    self.wake(sleeper);
                }
                self.sees(number, "notify");
            }
            Op::Join(other) => {
                let other = self.thread(other).seen;
                self.sees(number, other);
            }
            Op::Park => {
                self.thread(number).token = false;
                self.sees(number, "token");
            }
            Op::Unpark(other) => {
                self.thread(other).token = true;
                self.sees(number, "unpark");
            }
            Op::Clock => self.sees(number, self.late),
            Op::Start | Op::Yield => self.sees(number, "goes on"),
            // What it sees, it says itself.
            Op::Access(..) | Op::Release(_) => {}
            Op::Asleep { .. } | Op::Ended => unreachable!("nobody can choose that"),
        }
        Some(number)
    }

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
                Some(Object::Handles) | None => {}
            }
        }
        (self.late, self.clock, self.spurious_left, self.failed).hash(&mut hasher);
        hasher.finish()
    }
}

fn put<T>(all: &mut Vec<Option<T>>, number: usize, one: T) {
    while all.len() <= number {
        all.push(None);
    }
    all[number] = Some(one);
}
