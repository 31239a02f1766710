//! What the models of chapter 8 share: a waker that counts, and one poll.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc as Plain; // wakers, and counts: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Poll, Wake, Waker};

/// Counts its wake-ups, and does nothing else.
#[derive(Default)]
pub struct Count(AtomicUsize);

impl Count {
    pub fn new() -> (Plain<Count>, Waker) {
        let count = Plain::new(Count::default());
        (Plain::clone(&count), Waker::from(count))
    }

    pub fn get(&self) -> usize {
        self.0.load(SeqCst)
    }
}

impl Wake for Count {
    fn wake(self: Plain<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

pub fn poll<F: Future + Unpin>(future: &mut F, waker: &Waker) -> Poll<F::Output> {
    Pin::new(future).poll(&mut Context::from_waker(waker))
}
