//! Chapter 4's channel, for those who wait for room without a thread.
//!
//! They stand in a list, each with a ticket and a waker. Every value that is taken out wakes
//! one, the oldest; closing wakes all. Who is woken is off the list, tries again, and stands
//! in its old place again if somebody was faster.
//!
//! Why no wake-up is lost:
//!
//! | whoever waits                | whoever makes room            |
//! |------------------------------|-------------------------------|
//! | 1. puts itself on the list   | 1. takes a value out          |
//! | 2. tries to send             | 2. takes one off the list     |
//!
//! As with the waker's slot, one list lock decides, and either the waiter finds the room or it
//! is found. What is new: a wake-up is for *one*, so it must not end with a waiter that has
//! no more use for it. Whoever goes, and finds that it had been taken off the list, wakes
//! the next one in its place.

use std::collections::BTreeMap;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use super::channel::{Receiver, Sender, channel};
use super::error::{Closed, TryRecvError, TrySendError};
use super::panics;
use super::sync::{Mutex, MutexGuard};

/// A bounded queue. One can wait for room in it with a thread or with a waker.
pub struct Room<T> {
    sender: Sender<T>,
    receiver: Receiver<T>,
    /// Protects the list. Wakers are foreign code, and never run under it.
    list: Mutex<List>,
}

/// Tickets count up, so the first entry is the oldest.
#[derive(Default)]
struct List {
    waiting: BTreeMap<u64, Waker>,
    next_ticket: u64,
}

impl<T> Room<T> {
    /// Room for `capacity` values.
    ///
    /// # Panics
    ///
    /// If `capacity` is zero.
    pub fn new(capacity: usize) -> Room<T> {
        let (sender, receiver) = channel(capacity);
        Room {
            sender,
            receiver,
            list: Mutex::default(),
        }
    }

    /// Sends, waiting for room with a thread.
    ///
    /// # Errors
    ///
    /// `Closed(value)`.
    pub fn send(&self, value: T) -> Result<(), Closed<T>> {
        self.sender.send(value)
    }

    /// Sends if there is room now.
    ///
    /// # Errors
    ///
    /// `Full(value)` or `Closed(value)`.
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        self.sender.try_send(value)
    }

    /// Sends, waiting for room without a thread. Dropped before it is done, it has not sent,
    /// and the value is dropped with it.
    pub fn send_async(&self, value: T) -> SendAsync<'_, T> {
        SendAsync {
            room: self,
            value: Some(value),
            ticket: None,
        }
    }

    /// Takes the oldest value, waiting for one with a thread. `None`: closed and empty.
    pub fn recv(&self) -> Option<T> {
        let value = self.receiver.recv()?;
        self.wake_one();
        Some(value)
    }

    /// Takes the oldest value if there is one now.
    ///
    /// # Errors
    ///
    /// `Empty` or `Closed`.
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        let value = self.receiver.try_recv()?;
        self.wake_one();
        Ok(value)
    }

    /// Refuses values from now on, also those of whoever waits.
    pub fn close(&self) {
        self.sender.close(); // first, so that whoever is woken finds it closed
        let all = mem::take(&mut self.list().waiting);
        all.into_values().for_each(wake);
    }

    fn wake_one(&self) {
        let oldest = self.list().waiting.pop_first();
        if let Some((_, waker)) = oldest {
            wake(waker);
        }
    }

    /// Never poisoned: no foreign code runs under it.
    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap()
    }
}

/// Foreign code, on a thread that has others to serve: its panic goes no further.
fn wake(waker: Waker) {
    panics::contain(|| waker.wake());
}

/// A value on its way into the queue. See [`Room::send_async`].
#[must_use = "nothing is sent before it is polled"]
pub struct SendAsync<'a, T> {
    room: &'a Room<T>,
    /// `None` once it has been sent or handed back.
    value: Option<T>,
    /// Our place on the list, if we are or were on it. Kept through all the tries.
    ticket: Option<u64>,
}

impl<T> Unpin for SendAsync<'_, T> {} // nothing points into it: the value is only carried

impl<T> Future for SendAsync<'_, T> {
    type Output = Result<(), Closed<T>>;

    /// # Panics
    ///
    /// If it was ready before.
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let value = self.value.take().expect("polled after it was ready");
        self.register(cx.waker().clone());
        // Only now: there may be room since, and whoever made it found nobody to wake.
        let sent = match self.room.try_send(value) {
            Err(TrySendError::Full(value)) => {
                self.value = Some(value);
                return Poll::Pending;
            }
            Err(TrySendError::Closed(value)) => Err(Closed(value)),
            Ok(()) => Ok(()),
        };
        if let Some(ticket) = self.ticket.take() {
            let waker = self.room.list().waiting.remove(&ticket);
            drop(waker);
        }
        Poll::Ready(sent)
    }
}

impl<T> SendAsync<'_, T> {
    fn register(&mut self, waker: Waker) {
        let mut list = self.room.list();
        let ticket = *self.ticket.get_or_insert_with(|| {
            list.next_ticket += 1;
            list.next_ticket
        });
        let old = list.waiting.insert(ticket, waker);
        drop(list);
        drop(old); // after the lock: it is foreign code
    }

    /// Off the list. If somebody has taken us off, there is a wake-up that we do not need.
    fn leave(&mut self) {
        let Some(ticket) = self.ticket.take() else {
            return; // never on it
        };
        let waker = self.room.list().waiting.remove(&ticket);
        if waker.is_none() {
            self.room.wake_one();
        }
    }
}

impl<T> Drop for SendAsync<'_, T> {
    fn drop(&mut self) {
        self.leave();
    }
}
