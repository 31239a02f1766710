//! What the promises are written with.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use crate::Pool;
use seam::watchdog::within;

/// Runs a promise under the watchdog. It has more patience, on a busy machine too, than [`expect`],
/// which knows better what it waits for.
#[track_caller]
pub(crate) fn watched<P: Pool>(promise: impl FnOnce() + Send + 'static) {
    within(P::PATIENCE.as_secs() + 60, promise);
}

/// The next message, or a panic that says what did not come.
#[track_caller]
pub(crate) fn expect<P: Pool, T>(messages: &Receiver<T>, what: &str) -> T {
    match messages.recv_timeout(P::PATIENCE) {
        Ok(message) => message,
        Err(RecvTimeoutError::Timeout) => panic!("waited in vain: {what}"),
        Err(RecvTimeoutError::Disconnected) => panic!("it will never come: {what}"),
    }
}

/// All messages, until every task that could send one is gone.
#[track_caller]
pub(crate) fn collect<P: Pool, T>(messages: &Receiver<T>, what: &str) -> Vec<T> {
    let mut all = Vec::new();
    loop {
        match messages.recv_timeout(P::PATIENCE) {
            Ok(message) => all.push(message),
            Err(RecvTimeoutError::Disconnected) => return all,
            Err(RecvTimeoutError::Timeout) => {
                panic!("waited in vain: {what}; so far {}", all.len())
            }
        }
    }
}

/// For [`Pool::GRACE`], no message.
#[track_caller]
pub(crate) fn expect_none<P: Pool, T>(messages: &Receiver<T>, what: &str) {
    let message = messages.recv_timeout(P::GRACE);
    assert!(
        matches!(message, Err(RecvTimeoutError::Timeout)),
        "must not be: {what}"
    );
}

/// Holds tasks until it is opened. The owner's end opens it when it goes out of scope.
///
/// Made after the pool, it goes before it: a promise that panics lets its tasks go, and the
/// pool's drop, which waits for them, can return.
pub(crate) struct Gate(Passage);

/// The tasks' end of a [`Gate`].
#[derive(Clone, Default)]
pub(crate) struct Passage(Arc<State>);

#[derive(Default)]
struct State {
    /// Protects "the gate is open".
    open: Mutex<bool>,
    /// "It is open now." Tasks wait here; the gate's drop notifies all.
    opened: Condvar,
}

/// A closed gate: what holds it shut, and what tasks wait at.
pub(crate) fn gate() -> (Gate, Passage) {
    let passage = Passage::default();
    (Gate(passage.clone()), passage)
}

impl Gate {
    pub(crate) fn open(self) {} // its drop does
}

impl Drop for Gate {
    fn drop(&mut self) {
        let State { open, opened } = &*self.0.0;
        *open.lock().unwrap() = true;
        opened.notify_all();
    }
}

impl Passage {
    /// Waits until the gate is open.
    pub(crate) fn wait(&self) {
        let mut open = self.0.open.lock().unwrap();
        while !*open {
            // Notified by the gate's drop.
            open = self.0.opened.wait(open).unwrap();
        }
    }

    /// Takes its time: waits until the gate is open, but no longer than `most`.
    pub(crate) fn wait_at_most(&self, most: Duration) {
        let end = Instant::now() + most;
        let mut open = self.0.open.lock().unwrap();
        while !*open {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            // Notified by the gate's drop.
            open = self.0.opened.wait_timeout(open, left).unwrap().0;
        }
    }
}

/// Counts, from any thread.
#[derive(Clone, Default)]
pub(crate) struct Count(Arc<AtomicUsize>);

impl Count {
    pub(crate) fn up(&self) {
        self.0.fetch_add(1, SeqCst);
    }

    pub(crate) fn get(&self) -> usize {
        self.0.load(SeqCst)
    }
}
