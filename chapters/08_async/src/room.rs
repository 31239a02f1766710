//! Waiting for room in a queue without a thread.
//!
//! In chapter 4 whatever finds the queue full sleeps on a condvar, `not_full`. This is that
//! condvar for those who leave a waker in the place of a sleeping thread. They stand in a
//! list, each with a ticket that says how old it is.
//!
//! | a waiter is | its ticket | on the list | who moves it there                    |
//! |-------------|------------|-------------|---------------------------------------|
//! | new         | none       | no          | [`enter`](Room::enter)                |
//! | waiting     | yes        | yes         | its own poll, with the ticket it has  |
//! | woken       | yes        | no          | [`wake_one`](Room::wake_one), which   |
//! |             |            |             | takes the oldest, or `wake_all`       |
//! | gone        | none       | no          | its own poll, when it has sent or was |
//! |             |            |             | refused; or its drop                  |
//!
//! Why nobody waits for ever while there is room:
//!
//! | the waiter's poll            | a worker                      |
//! |------------------------------|-------------------------------|
//! | 1. puts itself on the list   | 1. takes a value out          |
//! | 2. tries to send             | 2. takes one off the list     |
//!
//! **A wake-up is not missed.** As with the waker's slot, one lock decides, here that of the
//! list. If the waiter is on the list when the worker looks there, it is woken, or an older one
//! is. If it is not, it comes to the list after that look, and tries after the worker has
//! taken its value out: it finds the room.
//!
//! **A wake-up is not wasted.** What is new: a wake-up is for *one*, so it must not end with a
//! waiter that has no more use for it. There is one for each place that got free. A woken
//! waiter that finds the place taken is on the list again, in its old place, and the one who
//! took the place needed no wake-up. A waiter that goes looks whether it is still on the
//! list: if not, it was woken, and passes that on. It may have been woken twice, since it
//! was on the list again, and sends one value; then the first wake-up was its own and the
//! second is passed on, by the same rule. A wake-up too many is harmless: that waiter tries,
//! finds no room, and waits.
//!
//! **What cannot be helped.** A waiter that was woken, and is then neither polled nor dropped,
//! keeps its wake-up, and the others sleep on beside a free place. Nobody but its owner can tell
//! that from one which is about to be polled. A thread that was notified will run; a future runs
//! only when it is polled. So: poll it, or drop it.

use std::collections::BTreeMap;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use super::error::{Closed, TrySendError};
use super::panics;
use super::sync::{Mutex, MutexGuard};

/// Those who wait for room, in the order in which they came.
#[derive(Default)]
pub struct Room {
    /// Protects the list, and nothing else: the queue has a lock of its own, and nobody holds
    /// both. Wakers are foreign code; they are neither woken nor dropped under it.
    list: Mutex<List>,
}

#[derive(Default)]
struct List {
    /// By ticket. Tickets count up, so the first entry is the oldest.
    waiting: BTreeMap<u64, Waker>,
    next_ticket: u64,
}

impl Room {
    /// Nobody waits.
    pub fn new() -> Room {
        Room::default()
    }

    /// Sends `value` by `try_send`, once now and once each time it is woken, until the answer
    /// is another than `Full`. Dropped before that, it has not sent, and the value is dropped.
    pub fn enter<T, F>(&self, value: T, try_send: F) -> Enter<'_, T, F>
    where
        F: FnMut(T) -> Result<(), TrySendError<T>>,
    {
        Enter {
            room: self,
            value: Some(value),
            try_send,
            ticket: None,
        }
    }

    // ANCHOR: wake_one
    /// To be called after a value was taken out: wakes the oldest. Chapter 4's `notify_one`.
    pub fn wake_one(&self) {
        // A `let` of its own, so that the guard is gone when the waker runs.
        let oldest = self.list().waiting.pop_first();
        if let Some((_, waker)) = oldest {
            // Foreign code, on a thread that has others to serve: its panic goes no further.
            panics::contain(|| waker.wake());
        }
    }
    // ANCHOR_END: wake_one

    /// To be called after the queue was closed, so that all find it closed: wakes all, and
    /// none will have to wait again. Chapter 4's `notify_all`.
    pub fn wake_all(&self) {
        // Taken out under the lock, woken without it: a waker may take locks, or poll, right
        // here, and that poll puts its waiter on the list.
        let all = mem::take(&mut self.list().waiting);
        for waker in all.into_values() {
            panics::contain(|| waker.wake());
        }
    }

    /// Never poisoned: no foreign code runs under it.
    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap()
    }
}

/// A value on its way into the queue. See [`Room::enter`].
#[must_use = "nothing is sent before it is polled"]
pub struct Enter<'a, T, F> {
    room: &'a Room,
    /// `None` once it has been sent or handed back.
    value: Option<T>,
    try_send: F,
    /// Our place on the list, if we are or were on it. Kept through all the tries.
    ticket: Option<u64>,
}

impl<T, F> Unpin for Enter<'_, T, F> {} // nothing points into it: what it has is only carried

impl<T, F> Future for Enter<'_, T, F>
where
    F: FnMut(T) -> Result<(), TrySendError<T>>,
{
    type Output = Result<(), Closed<T>>;

    /// # Panics
    ///
    /// If it was ready before.
    // ANCHOR: poll
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let value = self.value.take().expect("polled after it was ready");
        self.register(cx.waker().clone());
        // Only now: there may be room since, and the worker that made it found nobody to wake.
        // Also if it is polled for nothing. A try costs a lock; to look whether we have been
        // woken would cost one, too.
        let sent = match (self.try_send)(value) {
            Err(TrySendError::Full(value)) => {
                // We are on the list, so the next place that gets free wakes us, or one who has
                // waited longer.
                self.value = Some(value);
                return Poll::Pending;
            }
            Err(TrySendError::Closed(value)) => Err(Closed(value)),
            Ok(()) => Ok(()),
        };
        self.leave();
        Poll::Ready(sent)
    }
    // ANCHOR_END: poll
}

impl<T, F> Enter<'_, T, F> {
    /// On the list: at its end, or, woken in vain, in the old place. A poll by another task
    /// changes the waker, as in `WakerSlot`.
    fn register(&mut self, waker: Waker) {
        // The ticket is kept when it is woken in vain. With a new one it would be the youngest,
        // and could be overtaken for ever.
        let mut list = self.room.list();
        let ticket = *self.ticket.get_or_insert_with(|| {
            list.next_ticket += 1;
            list.next_ticket
        });
        let old = list.waiting.insert(ticket, waker);
        drop(list);
        panics::contain(|| drop(old)); // after the lock: it is foreign code
    }

    // ANCHOR: leave
    /// Off the list. If somebody has taken us off, there is a wake-up that we do not need: for
    /// a place that we have not taken, or for one more than we have.
    fn leave(&mut self) {
        let Some(ticket) = self.ticket.take() else {
            return; // never on it
        };
        let waker = self.room.list().waiting.remove(&ticket);
        match waker {
            Some(waker) => panics::contain(|| drop(waker)),
            None => self.room.wake_one(),
        }
    }
    // ANCHOR_END: leave
}

impl<T, F> Drop for Enter<'_, T, F> {
    /// Also in the middle of a wait: a request was given up, a `select` had another winner.
    fn drop(&mut self) {
        self.leave();
    }
}
