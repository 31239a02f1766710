//! The one place where a thread waits for any of several futures.
//!
//! A channel of indices: each future sends its own as it completes. Besides, on a worker that
//! waits for tasks of its own pool, an empty message may come, a *nudge*. It says that all of
//! that pool's workers sleep (chapter 7): look again, for perhaps it is you who has to help.

use super::channel::{Receiver, Sender, channel};
use super::completion::{Completion, Nudge};
use super::deadline::{self, Deadline};
use super::sync::Arc;
use super::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The indices of the futures that have completed.
pub(crate) struct Arrivals {
    ends: Arc<Ends>,
    receiver: Receiver<Option<usize>>,
}

/// For those who send.
struct Ends {
    /// `None` is a nudge.
    sender: Sender<Option<usize>>,
    /// How many indices were sent and not taken, for those who ask whether we can go on.
    /// Relaxed: who reads it has a lock (the crew's, in chapter 7), and a worker that has
    /// written it has had that lock since, if it sleeps.
    sent: AtomicUsize,
}

impl Arrivals {
    /// With room for `capacity` messages. There must be room for the index of each future, since
    /// a listener runs on a worker and must not wait; and for one nudge.
    pub(crate) fn new(capacity: usize) -> Arrivals {
        let (sender, receiver) = channel(capacity);
        let sent = AtomicUsize::new(0);
        Arrivals {
            ends: Arc::new(Ends { sender, sent }),
            receiver,
        }
    }

    /// Has `future` send `index` once it is done; now, if it is.
    pub(crate) fn tell(&self, future: &impl Completion, index: usize) {
        let ends = Arc::clone(&self.ends);
        future.when_done(move || {
            ends.sent.fetch_add(1, Relaxed); // first, so that it is never less than none
            // Refused if the receiver is gone: then nobody wants to know.
            let _ = ends.sender.try_send(Some(index));
        });
    }

    /// The next index, if it is there.
    pub(crate) fn look(&self) -> Option<usize> {
        loop {
            match self.receiver.try_recv() {
                Ok(Some(index)) => return Some(self.took(index)),
                Ok(None) => {} // an old nudge: we are awake
                Err(_) => return None,
            }
        }
    }

    // ANCHOR: next
    /// Waits for the next index until `deadline`, or, without one, as long as it takes. One that
    /// was sent before is found, however late it is: the channel looks first and at the clock
    /// second.
    ///
    /// Without a deadline, on a worker, if no other of its pool can go on, it helps: with the
    /// first task among `pending` that it can run. What was looked at there is not pending any
    /// more.
    pub(crate) fn next<'f, F: Completion + 'f>(
        &self,
        deadline: Deadline,
        mut pending: impl Iterator<Item = &'f F>,
    ) -> Option<usize> {
        let mut may_help = true;
        loop {
            let message = match deadline {
                Some(deadline) => self.receiver.recv_timeout(deadline::left(deadline)).ok()?,
                None if !F::on_worker() => self.receiver.recv()?,
                None => {
                    // First, so that no old nudge is in the channel when a new one comes.
                    if let Some(index) = self.look() {
                        return Some(index);
                    }
                    let nudge = may_help.then(|| self.nudge());
                    match F::asleep(self.ready(), nudge, || self.receiver.recv()) {
                        Some(message) => message?,
                        None => {
                            // With nothing left to run it must not offer its help again.
                            may_help = pending.any(Completion::help);
                            None
                        }
                    }
                }
            };
            if let Some(index) = message {
                return Some(self.took(index));
            }
        }
    }
    // ANCHOR_END: next

    /// To be called awake: who sleeps and has something to take is not asleep for long.
    fn took(&self, index: usize) -> usize {
        self.ends.sent.fetch_sub(1, Relaxed);
        index
    }

    fn ready(&self) -> impl Fn() -> bool + Send + use<> {
        let ends = Arc::clone(&self.ends);
        move || ends.sent.load(Relaxed) > 0
    }

    fn nudge(&self) -> Nudge {
        let ends = Arc::clone(&self.ends);
        Box::new(move || {
            let _ = ends.sender.try_send(None); // there is room: it is the only one
        })
    }
}
