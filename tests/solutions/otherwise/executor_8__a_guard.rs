// A guard retires the number, unless the future is put back; wakes under the lock.
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

use std::collections::{HashMap, VecDeque};
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
    spawned: HashMap<u64, Spawned>,
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
        let number = self.next_number;
        self.next_number += 1;
        let waker = StdArc::new(Number {
            number,
            queued: AtomicBool::new(true),
            ready: StdArc::clone(&self.ready),
        });
        let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
        self.spawned.insert(
            number,
            Spawned {
                future,
                number: waker,
            },
        );
        self.ready.push(number);
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
            let number = self.ready.next();
            match self.spawned.remove(&number) {
                None => continue, // woken, and done before
                Some(spawned) => self.poll(number, spawned),
            }
        }
    }

    fn poll(&mut self, number: u64, mut spawned: Spawned) {
        /// However the poll ends, a future that is not put back is never queued again.
        struct Gone(Option<StdArc<Number>>);
        impl Drop for Gone {
            fn drop(&mut self) {
                if let Some(number) = &self.0 {
                    number.retire();
                }
            }
        }
        let mut gone = Gone(Some(StdArc::clone(&spawned.number)));
        let waker = Waker::from(StdArc::clone(&spawned.number));
        spawned.number.clear();
        let polled = panics::catch(|| {
            spawned
                .future
                .as_mut()
                .poll(&mut Context::from_waker(&waker))
        });
        if let Ok(Poll::Pending) = polled {
            gone.0 = None;
            self.spawned.insert(number, spawned);
            return;
        }
        drop(gone);
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
        let mut numbers = self.numbers.lock().unwrap();
        numbers.push_back(number);
        self.parker.unpark(); // the token's lock inside ours, never the other way round
    }

    fn next(&self) -> u64 {
        loop {
            {
                let mut numbers = self.numbers.lock().unwrap();
                if let Some(number) = numbers.pop_front() {
                    return number;
                }
            }
            self.parker.park();
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
        let before = self.queued.fetch_or(true, AcqRel);
        if !before {
            self.ready.push(self.number);
        }
    }
}
// ANCHOR_END: wake
