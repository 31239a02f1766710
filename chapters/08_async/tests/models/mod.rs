//! What loom checks in chapter 8. `tests/loom.rs` runs these on the source, and each
//! `tests/bug_*.rs` on a planted bug.

#![allow(unused_imports)] // a planted bug runs one model of many

mod awaits;
mod rooms;
mod timers;

pub use awaits::*;
pub use rooms::*;
pub use timers::*;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc as Plain; // wakers, and counts: nothing for loom to explore
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Poll, Wake, Waker};

/// Counts its wake-ups, and does nothing else.
#[derive(Default)]
struct Count(AtomicUsize);

impl Count {
    fn new() -> (Plain<Count>, Waker) {
        let count = Plain::new(Count::default());
        (Plain::clone(&count), Waker::from(count))
    }

    fn get(&self) -> usize {
        self.0.load(SeqCst)
    }
}

impl Wake for Count {
    fn wake(self: Plain<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

fn poll<F: Future + Unpin>(future: &mut F, waker: &Waker) -> Poll<F::Output> {
    Pin::new(future).poll(&mut Context::from_waker(waker))
}
