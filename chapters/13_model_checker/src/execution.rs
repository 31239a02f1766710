//! One execution: the threads of the program take turns, and at each step somebody is chosen.
//!
//! There is no scheduler's thread. Whoever has the turn and comes to an operation says what it is
//! about to do, asks the search who goes on, and hands the turn over; or keeps it, and then there
//! is no handing over at all, which is where the time goes.
//!
//! An execution that is stuck, or has failed, leaves its threads where they are, asleep for ever.
//! To unwind them would run destructors, which would take locks that others hold. So what
//! searches for failures should be a process of its own.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};

use super::local;
use super::looks::text_of;
use super::os::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use super::os::{thread, thread_local};
use super::rules::Rules;
use super::search::Search;
use super::stage::{Body, Stage};
use super::step::Op;
use super::world::{Names, Place, World};

/// Threads of a program have small stacks, since there may be many left asleep.
const STACK: usize = 512 << 10;

/// An execution, shared by its threads.
pub struct Execution {
    /// Protects the state and the search. Whoever has the turn has this too, for a moment.
    inner: Mutex<Stage>,
    /// "It is over." Who started it waits here; the thread that finds out notifies.
    ended: Condvar,
}

thread_local! {
    /// Whose thread this is.
    static MINE: RefCell<Option<(Arc<Execution>, usize)>> = const { RefCell::new(None) };
}

/// The execution that the calling thread belongs to, and its number in it. `None`: to none, as
/// before a program begins and after its thread has ended.
pub fn current() -> Option<(Arc<Execution>, usize)> {
    MINE.try_with(|mine| mine.borrow().clone()).ok().flatten()
}

/// Runs `program` once, where `search` wants it to go.
pub fn run(
    search: Search,
    rules: Rules,
    names: Names,
    stacks: bool,
    program: impl FnOnce() + Send + 'static,
) -> (Search, Names) {
    let execution = Arc::new(Execution {
        inner: Mutex::new(Stage::new(World::new(rules, names), search, stacks)),
        ended: Condvar::new(),
    });
    let mut inner = execution.lock();
    let main = inner.world.spawn(None, "main".into(), Location::caller());
    inner.hold(main, Box::new(program));
    execution.go_on(inner, None);
    let mut inner = execution.lock();
    while !inner.over {
        // Notified by `go_on`.
        inner = execution
            .ended
            .wait(inner)
            .unwrap_or_else(PoisonError::into_inner);
    }
    let search = std::mem::take(&mut inner.search);
    let names = std::mem::take(&mut inner.world.names);
    (search, names)
}

impl Execution {
    fn lock(&self) -> MutexGuard<'_, Stage> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Thread `me` is about to do this. Returns when it has been chosen.
    pub fn step(self: &Arc<Self>, me: usize, op: Op, at: Place) {
        let mut inner = self.lock();
        inner.announce(me, op, at);
        self.go_on(inner, Some(me));
    }

    /// Something that is no step of its own.
    pub fn silently<T>(&self, what: impl FnOnce(&mut World) -> T) -> T {
        what(&mut self.lock().world)
    }

    /// Gives the lock up and falls asleep. Returns when it was woken, and has the lock again.
    pub fn wait(
        self: &Arc<Self>,
        me: usize,
        (condvar, lock, timed): (usize, usize, bool),
        at: Place,
    ) {
        let mut inner = self.lock();
        let op = Op::Wait {
            condvar,
            lock,
            timed,
        };
        let part = inner.world.wait_is_no_step(me, lock);
        inner.announce(me, op, at);
        if part {
            inner.world.falls_asleep(me, condvar, lock, timed);
        }
        self.go_on(inner, Some(me));
    }

    /// A new thread, which begins when it is chosen.
    pub fn spawn(&self, me: usize, name: String, at: Place, body: Body) -> usize {
        let mut inner = self.lock();
        let thread = inner.world.spawn(Some(me), name, at);
        inner.hold(thread, body);
        thread
    }

    /// Takes steps until it is a thread's turn that has to run for it. If that is not `me`, `me`
    /// sits down until it is.
    fn go_on(self: &Arc<Self>, mut inner: MutexGuard<'_, Stage>, me: Option<usize>) {
        let next = loop {
            match inner.choose() {
                None => break None,
                Some(choice) => {
                    if let Some(thread) = inner.world.take(choice) {
                        break Some(thread);
                    }
                }
            }
        };
        let mine = me.map(|me| inner.seat(me));
        match next {
            None => {
                inner.over = true;
                self.ended.notify_all();
                drop(inner);
            }
            Some(next) if Some(next) == me => return,
            Some(next) => match inner.bodies[next].take() {
                Some(body) => {
                    drop(inner);
                    self.start(next, body);
                }
                None => {
                    let seat = inner.seat(next);
                    drop(inner);
                    seat.give();
                }
            },
        }
        if let Some(mine) = mine {
            mine.sit();
        }
    }

    fn start(self: &Arc<Self>, number: usize, body: Body) {
        let execution = Arc::clone(self);
        let run = move || {
            MINE.with(|mine| mine.replace(Some((Arc::clone(&execution), number))));
            let ended = catch_unwind(AssertUnwindSafe(|| {
                body();
                local::end();
            }));
            MINE.with(|mine| mine.replace(None));
            let mut inner = execution.lock();
            let world = &mut inner.world;
            world.thread(number).op = Op::Ended;
            match ended {
                Ok(()) => world.thread(number).panic = None,
                Err(payload) => {
                    world.failed = Some(number);
                    // Caught and sent on, it was not said again.
                    let said = text_of(&*payload).to_owned();
                    world.thread(number).panic.get_or_insert(said);
                    std::mem::forget(payload); // its drop is foreign code, and all is over
                }
            }
            execution.go_on(inner, None);
        };
        thread::Builder::new()
            .stack_size(STACK)
            .spawn(run)
            .expect("the system has room for the threads of a model");
    }

    /// The text of a panic that begins.
    pub fn panics(&self, me: usize, text: String) {
        match self.inner.try_lock() {
            Ok(mut inner) => {
                inner.search.graph.said.insert(text.clone());
                inner.world.panics(me, text);
            }
            // Our own mistake, in the middle of a step: nothing here can be trusted any more.
            Err(_) => {
                eprintln!("the checker: {text}");
                std::process::abort();
            }
        }
    }
}
