//! The workers of a pool, and which of them sleep in a wait.
//!
//! A worker that waits for another task holds its thread meanwhile. If all workers do, nobody
//! is left who could go on, and the pool stands still, unless one of them helps
//! ([`help`](super::help)). So each says when it falls asleep, and the last one must not do
//! it as the others did.
//!
//! | a worker falls asleep, and waits   | somebody can go on            | nobody can               |
//! |------------------------------------|-------------------------------|--------------------------|
//! | for any of several                 | leaves a nudge, and sleeps    | does not sleep: it helps |
//! | for one, or with nothing to run    | sleeps                        | nudges all, and sleeps   |
//!
//! Each is one step, under one lock. So of two that fall asleep at once, the second sees the
//! first; and when nobody can go on, each nudge has been given. A nudge says no more than "look
//! again": those who get one are awake from that moment, and come here once more. The last that
//! comes back helps.
//!
//! *Nobody can go on*: all others sleep, and what they wait for is not there. (A sleeper whose
//! task is done is awake, as good as. It only has not noticed.) If what one waits for comes from
//! a worker of this pool, that worker is awake until it has said so, and then this is seen.
//!
//! Why so late? A worker that idles will come for the pending task, and one that is busy may.
//! Run here, on the stack of the waiter, the task could need the very waiter below it, which
//! was to go on with another task's result. If nobody can go on, nothing is lost: without help
//! the pool would stand still.
//!
//! Only waits without a limit count. One with a time-out ends by itself, and then somebody can go
//! on. And only those count that are told of here: the pool sees no worker that sleeps in a lock,
//! a channel or a system call. Such a task may say so itself, with [`blocking`].

use std::cell::RefCell;

use super::StdArc;
use super::sync::Mutex;
use super::thread::{self, ThreadId};
use super::thread_local;

/// The workers of one pool. A clone is the same crew.
///
/// The count of the clones is std's also under loom: nothing here depends on who drops the last
/// one, and loom would try each order.
#[derive(Clone)]
pub struct Crew(StdArc<Workers>);

struct Workers {
    /// How many there are, or may be.
    workers: usize,
    /// Protects the list, and makes "I fall asleep" and "can anybody go on?" one step. What is
    /// called under it, nudges and questions, neither waits nor panics.
    asleep: Mutex<Vec<Sleeper>>,
}

struct Sleeper {
    id: ThreadId,
    /// Is what it waits for there?
    ready: Box<dyn Fn() -> bool + Send>,
    nudge: Option<Nudge>,
}

/// Wakes a worker that waits for any of several: it has to look again.
pub type Nudge = Box<dyn FnOnce() + Send>;

thread_local! {
    /// The crew that this thread belongs to. No thread works for two pools.
    static MINE: RefCell<Option<Crew>> = RefCell::default();
}

impl Crew {
    /// A crew of `workers`, who have yet to [`join`](Crew::join) it.
    pub fn new(workers: usize) -> Crew {
        let asleep = Mutex::default();
        Crew(StdArc::new(Workers { workers, asleep }))
    }

    /// The calling thread is one of them from now on, until it ends.
    pub fn join(self) {
        MINE.with(|mine| mine.replace(Some(self)));
    }

    /// Is the calling thread one of them?
    pub fn contains_current(&self) -> bool {
        let same = |mine: &Crew| StdArc::ptr_eq(&mine.0, &self.0);
        // At the very end of a thread there may be no answer any more: then it runs no task.
        MINE.try_with(|mine| mine.borrow().as_ref().is_some_and(same))
            .unwrap_or(false)
    }

    /// The step in the table. `None`: do not sleep, help.
    fn fall_asleep(&self, sleeper: Sleeper) -> Option<Asleep<'_>> {
        let mut asleep = self.0.asleep.lock().unwrap();
        let all_others = asleep.len() + 1 == self.0.workers;
        if all_others && !asleep.iter().any(|other| (other.ready)()) {
            if sleeper.nudge.is_some() {
                return None;
            }
            // Those who are nudged are off the list, so awake, as of now.
            asleep.retain_mut(|other| other.nudge.take().map(|nudge| nudge()).is_none());
        }
        drop(asleep);
        self.0.asleep.lock().unwrap().push(sleeper);
        Some(Asleep(self))
    }
}

/// On the list until it is dropped, or nudged.
struct Asleep<'c>(&'c Crew);

impl Drop for Asleep<'_> {
    fn drop(&mut self) {
        let me = thread::current().id();
        self.0
            .0
            .asleep
            .lock()
            .unwrap()
            .retain(|other| other.id != me);
    }
}

/// Is the calling thread a worker of any pool?
pub fn is_worker() -> bool {
    MINE.with(|mine| mine.borrow().is_some())
}

/// Calls `wait`, which sleeps until what it waits for is `ready`, or until `nudge` is called.
/// `None`: it was not called, since no worker of the caller's pool can go on. The caller should
/// help, and come back; without a nudge, if it could not.
pub fn asleep<R>(
    ready: impl Fn() -> bool + Send + 'static,
    nudge: Option<Nudge>,
    wait: impl FnOnce() -> R,
) -> Option<R> {
    let Some(crew) = MINE.with(|mine| mine.borrow().clone()) else {
        return Some(wait()); // no pool misses this thread
    };
    let _asleep = crew.fall_asleep(Sleeper {
        id: thread::current().id(),
        ready: Box::new(ready),
        nudge,
    })?;
    Some(wait())
}

/// Calls `wait`, which sleeps until what it waits for is `ready`, in a way that no pool sees: on
/// a channel, say, for something that another task has to do. A task that tells its pool so can
/// be the last worker to fall asleep, and others help. `ready` must neither wait nor panic.
/// Java: `ForkJoinPool.managedBlock`, with `isReleasable` and `block`.
pub fn blocking<R>(ready: impl Fn() -> bool + Send + 'static, wait: impl FnOnce() -> R) -> R {
    asleep(ready, None, wait).expect("only those with a nudge are sent to help")
}
