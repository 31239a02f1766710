//! Many futures on one thread.
//!
//! [`block_on`](super::block_on()) has one future, so its waker says only "look again". Here
//! each future has a number, and its waker puts the number into a queue. The thread takes
//! the numbers out and polls those futures, and sleeps when there is none.
//!
//! | a future is | its number is           | who moves it there                                  |
//! |-------------|-------------------------|-----------------------------------------------------|
//! | ready       | in the queue, or more   | `spawn`, for the first poll; then its waker, on any |
//! |             | than once               | thread                                              |
//! | polled      | taken out               | the executor's thread, in `run`                     |
//! | waiting     | not in the queue        | its own poll, which has left the waker somewhere    |
//! | done        | perhaps still there     | its own poll. The thread skips what it does not know|
//!
//! Why nobody waits for ever. A number is taken out *before* the poll. So a wake-up during the
//! poll, which may be for something that the poll has looked at already, puts the number in
//! once more, and there is another poll. And the thread parks only when it has found the queue
//! empty; a number that comes between that look and the parking leaves a token, and the thread
//! does not sleep.
//!
//! To wake is to put a number into a queue, nothing else. It never polls on the thread that
//! wakes: that one may hold a lock which the poll needs (ngx-rust#294). And the waker could
//! not, since it knows only the number; the futures stay with their thread, so they need not
//! be `Send`, and a waker that outlives its future keeps nothing alive.

#![allow(unused)] // until the last step is done

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Wake, Waker};

use super::StdArc;
use super::block_on::Parker;
use super::sync::Mutex;

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
    waker: Waker,
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
        // Step 1: a number into the queue, and the thread woken; a future with a number, and a
        // waker that knows it. Its first poll is still to come.
        todo!("step 1")
    }

    /// Polls the futures that are woken, in that order, until all are done.
    pub fn run(&mut self) {
        // Step 2: take a number out, or park; poll that future, until all are done.
        todo!("step 2")
    }
}

impl Ready {
    fn push(&self, number: u64) {
        // Step 1: a number into the queue, and the thread woken; a future with a number, and a
        // waker that knows it. Its first poll is still to come.
        todo!("step 1")
    }

    fn next(&self) -> u64 {
        // Step 2: take a number out, or park; poll that future, until all are done.
        todo!("step 2")
    }
}

/// A waker: which future to poll, and where to say so. It holds the queue and no future.
struct Number {
    number: u64,
    ready: StdArc<Ready>,
}

impl Wake for Number {
    fn wake(self: StdArc<Self>) {
        self.ready.push(self.number);
    }

    fn wake_by_ref(self: &StdArc<Self>) {
        self.ready.push(self.number);
    }
}
