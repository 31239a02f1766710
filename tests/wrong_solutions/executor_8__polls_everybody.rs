// Rejected by: step 2 step_2_a_poll_for_each_turn_and_none_without_a_wake or model who_is_not_woken_is_not_polled
//! Polls all futures, whichever was woken. Everything comes to its end, and with a thousand futures each
//! wake costs a thousand polls.

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Wake, Waker};

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
        let number = self.next_number;
        self.next_number += 1;
        let ready = StdArc::clone(&self.ready);
        let spawned = Spawned {
            future: Box::pin(future),
            waker: Waker::from(StdArc::new(Number { number, ready })),
        };
        self.spawned.insert(number, spawned);
        self.ready.push(number); // the first poll
    }

    /// Polls whoever is woken, until all are done.
    pub fn run(&mut self) {
        while !self.spawned.is_empty() {
            let number = self.ready.next();
            // Woken once more after it was done, or twice before it was polled: no harm.
            let _ = number;
            self.spawned.retain(|_, Spawned { future, waker }| {
                let mut cx = Context::from_waker(waker);
                future.as_mut().poll(&mut cx).is_pending()
            });
        }
    }
}

impl Ready {
    fn push(&self, number: u64) {
        self.numbers.lock().unwrap().push_back(number);
        self.parker.unpark();
    }

    fn next(&self) -> u64 {
        loop {
            let next = self.numbers.lock().unwrap().pop_front();
            match next {
                Some(number) => return number,
                None => self.parker.park(), // a number pushed since then left a token
            }
        }
    }
}

/// A waker: whom to poll, and where to say so.
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
