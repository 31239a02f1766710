// Rejected by: step 2 step_2_when_one_panics_the_others_may_be_run
//! Takes all numbers out at once. One future panics, and the numbers behind it are gone with the batch.
//!
//! Many futures on one thread.
//!
//! [`block_on`](super::block_on()) has one future, so its waker says only "look again". Here
//! each future has a number, and its waker puts the number into a queue. The thread takes
//! the numbers out and polls those futures, and sleeps when there is none.
//!
//! To wake is to put a number into a queue, nothing else. It never polls on the thread that
//! wakes: that one may hold a lock which the poll needs (ngx-rust#294). And the waker could
//! not, since it knows only the number; the futures stay with their thread, so they need not
//! be `Send`, and a waker that outlives its future keeps nothing alive.
//!
//! A number stands in the queue once at most, however often its future is woken, so the queue
//! is never longer than the futures are many. A flag says that it is there:
//!
//! | `queued` | what it means                                | who changes it, and when           |
//! |----------|----------------------------------------------|------------------------------------|
//! | `false`  | nobody has woken it since its last poll began | the executor, just before a poll   |
//! | `true`   | the number is in the queue                    | the waker that puts it there       |
//! | `true`   | the future is gone: nothing is to be queued   | nobody clears it again             |
//!
//! Why no wake-up is lost: the executor clears the flag first and polls second. A wake before
//! the clearing is seen by the poll. A wake after it finds `false`, and the number is queued
//! again, for one poll more. Cleared after the poll, the flag would swallow a wake that came
//! in the middle.

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::mem;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::task::{Context, Poll, Wake, Waker};

use super::StdArc;
use super::block_on::Parker;
use super::panics;
use super::sync::Mutex;
use super::sync::atomic::{AtomicBool, Ordering::AcqRel};

/// Runs many futures on the calling thread. Python: an `asyncio` event loop.
///
/// Dropping it drops the futures that are not done.
#[derive(Default)]
pub struct Executor {
    spawned: BTreeMap<u64, Spawned>,
    next_number: u64,
    ready: StdArc<Ready>,
}

struct Spawned {
    future: Pin<Box<dyn Future<Output = ()>>>,
    number: StdArc<Number>,
}

#[derive(Default)]
struct Ready {
    /// Protects the numbers of those to poll, in the order in which they were woken.
    numbers: Mutex<VecDeque<u64>>,
    /// "There is a number." The executor's thread parks here; each number wakes it.
    parker: Parker,
}

impl Executor {
    /// Nothing to run.
    pub fn new() -> Executor {
        Executor::default()
    }

    /// Adds a future, to be polled by [`run`](Executor::run). Python: `asyncio.create_task`.
    pub fn spawn(&mut self, future: impl Future<Output = ()> + 'static) {
        let number = StdArc::new(Number {
            number: self.next_number,
            queued: AtomicBool::new(false),
            ready: StdArc::clone(&self.ready),
        });
        // No number is used twice: a waker that outlives its future must not wake another one.
        self.next_number += 1;
        number.wake_by_ref(); // the first poll
        let future = Box::pin(future);
        self.spawned
            .insert(number.number, Spawned { future, number });
    }

    /// Polls each future that is woken, until all are done.
    ///
    /// # Panics
    ///
    /// If a future does. That one is gone, as if it were done; the others are kept, and `run`
    /// may be called again for them.
    // ANCHOR: run
    pub fn run(&mut self) {
        while !self.spawned.is_empty() {
            // All at once: one lock for many numbers.
            let first = self.ready.next();
            let rest = mem::take(&mut *self.ready.numbers.lock().unwrap());
            for number in std::iter::once(first).chain(rest) {
                if let Some(spawned) = self.spawned.remove(&number) {
                    self.poll(number, spawned);
                }
            }
        }
    }

    fn poll(&mut self, number: u64, mut spawned: Spawned) {
        spawned.number.clear();
        let waker = Waker::from(StdArc::clone(&spawned.number));
        let mut cx = Context::from_waker(&waker);
        let polled = panics::catch(|| spawned.future.as_mut().poll(&mut cx));
        if let Ok(Poll::Pending) = polled {
            self.spawned.insert(number, spawned);
            return;
        }
        // Done, or it panicked. From now on its wakers queue nothing.
        spawned.number.retire();
        // Its destructor is foreign code too, and one panic at a time is enough.
        panics::contain(|| drop(spawned));
        if let Err(payload) = polled {
            resume_unwind(payload);
        }
    }
    // ANCHOR_END: run
}

impl Drop for Executor {
    /// Each future's destructor is foreign code: one that panics takes no other with it.
    fn drop(&mut self) {
        for (_, spawned) in mem::take(&mut self.spawned) {
            panics::contain(|| drop(spawned));
        }
    }
}

impl Ready {
    fn push(&self, number: u64) {
        // In this order: the thread that the second line wakes finds the number.
        self.numbers.lock().unwrap().push_back(number);
        self.parker.unpark();
    }

    fn next(&self) -> u64 {
        loop {
            // A `let` of its own ends the guard here. In the `match` it would last through the
            // parking, and no waker could push.
            let next = self.numbers.lock().unwrap().pop_front();
            match next {
                Some(number) => return number,
                None => self.parker.park(), // a number pushed since then left a token
            }
        }
    }
}

/// A waker: which future to poll, and where to say so.
struct Number {
    number: u64,
    /// Is the number in the queue, or the future gone? See the table above.
    ///
    /// All changes are swaps, and `AcqRel`: a waker that finds `true` pushes nothing, so what
    /// it did before it woke must reach the poll by way of this flag. Its swap releases that,
    /// and the swap in `clear` acquires it. (A plain store there would acquire nothing.)
    queued: AtomicBool,
    ready: StdArc<Ready>,
}

// ANCHOR: wake
impl Number {
    /// A poll is about to begin: a wake from now on is for the next one.
    fn clear(&self) {
        self.queued.swap(false, AcqRel);
    }

    /// The future is gone.
    fn retire(&self) {
        self.queued.swap(true, AcqRel);
    }
}

impl Wake for Number {
    fn wake(self: StdArc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &StdArc<Self>) {
        if !self.queued.swap(true, AcqRel) {
            self.ready.push(self.number);
        }
    }
}
// ANCHOR_END: wake
