// Rejected by: model the_last_receiver_closes
//! The last receiver drops the values first and closes second. A sender that waits puts its own there
//! in between.
//!
//! A bounded channel: the queue, and the two kinds of hand that hold it.
//!
//! It closes when the last sender or the last receiver goes, or by [`Sender::close`], and
//! stays closed. What was accepted before that, receivers still get.

use super::deadline;
use super::error::{Closed, TryRecvError, TrySendError};
use super::queue::Queue;
use super::sync::Arc;
use super::sync::atomic::{AtomicUsize, Ordering};
use super::time::Duration;

/// A channel with room for `capacity` values. Python: `queue.Queue(maxsize=capacity)`.
///
/// # Panics
///
/// If `capacity` is zero.
///
/// ```
/// let (sender, receiver) = chapter4::channel::channel(2);
/// sender.send("one").unwrap();
/// sender.send("two").unwrap();
/// assert!(sender.try_send("three").is_err()); // full: it comes back
/// drop(sender); // the last one: closed
/// assert_eq!(receiver.recv(), Some("one"));
/// assert_eq!(receiver.recv(), Some("two"));
/// assert_eq!(receiver.recv(), None);
/// ```
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    assert!(capacity > 0, "a channel needs room for at least one value");
    let shared = Arc::new(Shared {
        queue: Queue::new(capacity),
        senders: AtomicUsize::new(1),
        receivers: AtomicUsize::new(1),
    });
    (Sender(Arc::clone(&shared)), Receiver(shared))
}

/// Puts values in. A clone is one more sender; when the last one goes, the channel closes.
pub struct Sender<T>(Arc<Shared<T>>);

/// Takes values out, each value once. A clone is one more receiver; when the last one goes,
/// the channel closes and what nobody received is dropped.
pub struct Receiver<T>(Arc<Shared<T>>);

/// The counts are not `Arc::strong_count`. Of two threads that drop and then look, both may
/// see zero or one may look too early; `fetch_sub` tells exactly one that it was the last.
struct Shared<T> {
    queue: Queue<T>,
    senders: AtomicUsize,
    receivers: AtomicUsize,
}

impl<T> Sender<T> {
    /// Sends `value`, waiting for room while the channel is full. Python: `put`.
    ///
    /// # Errors
    ///
    /// `Closed(value)` if the channel is closed, or closes while we wait.
    pub fn send(&self, value: T) -> Result<(), Closed<T>> {
        // Without a deadline the only error is `Closed`.
        let sent = self.0.queue.push(value, None);
        sent.map_err(|error| Closed(error.into_inner()))
    }

    /// Sends `value`, waiting for room for `timeout` at most. Python: `put(timeout=)`.
    ///
    /// # Errors
    ///
    /// `Full(value)` if there was no room in all that time, or `Closed(value)`.
    pub fn send_timeout(&self, value: T, timeout: Duration) -> Result<(), TrySendError<T>> {
        self.0.queue.push(value, deadline::after(timeout))
    }

    /// Sends `value` if there is room now. Python: `put_nowait`.
    ///
    /// # Errors
    ///
    /// `Full(value)` or `Closed(value)`.
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        self.0.queue.try_push(value)
    }

    /// Closes the channel: no value is accepted from now on, from any sender.
    /// Python 3.13: `queue.Queue.shutdown()`.
    pub fn close(&self) {
        self.0.queue.close();
    }
}

impl<T> Receiver<T> {
    /// Takes the oldest value, waiting while the channel is open and empty. Python: `get`.
    ///
    /// `None` means closed and empty: no value will ever come.
    pub fn recv(&self) -> Option<T> {
        // Without a deadline the only error is `Closed`.
        self.0.queue.pop(None).ok()
    }

    /// Takes the oldest value, waiting for `timeout` at most. Python: `get(timeout=)`.
    ///
    /// # Errors
    ///
    /// `Empty` if no value came in all that time, or `Closed`.
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, TryRecvError> {
        self.0.queue.pop(deadline::after(timeout))
    }

    /// Takes the oldest value if there is one now. Python: `get_nowait`.
    ///
    /// # Errors
    ///
    /// `Empty` or `Closed`.
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.0.queue.try_pop()
    }
}

// ANCHOR: last
impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.0.senders.fetch_add(1, Ordering::SeqCst);
        Sender(Arc::clone(&self.0))
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if self.0.senders.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.queue.close();
        }
    }
}
// ANCHOR_END: last

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        self.0.receivers.fetch_add(1, Ordering::SeqCst);
        Receiver(Arc::clone(&self.0))
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        if self.0.receivers.fetch_sub(1, Ordering::SeqCst) == 1 {
            // Closed first: after that no value comes in, and `clear` leaves none.
            self.0.queue.clear();
            self.0.queue.close();
        }
    }
}
