//! When is a map done? When there are no more chunks and none is at work.
//!
//! | step             | `open` | `at_work`         | settles if then        |
//! |------------------|--------|-------------------|------------------------|
//! | `begin` a chunk  |        | one more          |                        |
//! | `end` a chunk    |        | one fewer         | closed and none at work|
//! | `close`          | no     |                   | closed and none at work|
//!
//! Dropped, it closes: nobody is left who could bring more. All three are steps under one
//! lock. A chunk begins before its input can be found at its end, which is what closes, and
//! nothing opens it again. So "closed and none at work" becomes true once, in one of these
//! steps, and the thread that takes that step takes the promise.

use super::error::TaskError;
use super::outcome::{Outcome, Promise};
use super::settled::{Held, Missing};
use super::sync::Mutex;
use super::token::CancelToken;

/// How far a map is, and what it has brought so far.
pub(crate) struct Progress<R> {
    /// Protects the flag, the count, the outcomes and the promise together.
    state: Mutex<State<R>>,
    /// How many items there are to be.
    total: usize,
    /// Says why items are missing.
    terminated: CancelToken,
}

struct State<R> {
    open: bool,
    at_work: usize,
    /// By the number of the chunk, in the order in which they ended.
    parts: Vec<(usize, Vec<Outcome<R>>)>,
    /// `None` once it is done.
    promise: Option<Promise<Held<Vec<Outcome<R>>>>>,
}

impl<R> Progress<R> {
    pub(crate) fn new(
        total: usize,
        promise: Promise<Held<Vec<Outcome<R>>>>,
        terminated: CancelToken,
    ) -> Progress<R> {
        let state = State {
            open: true,
            at_work: 0,
            parts: Vec::new(),
            promise: Some(promise),
        };
        Progress {
            state: Mutex::new(state),
            total,
            terminated,
        }
    }

    /// One more chunk is about to be taken from the input. One `end` follows.
    pub(crate) fn begin(&self) {
        self.state.lock().unwrap().at_work += 1;
    }

    /// The chunk with this number has been run, or there was nothing in it.
    pub(crate) fn end(&self, number: usize, outcomes: Vec<Outcome<R>>) {
        self.step(|state| {
            state.at_work -= 1;
            state.parts.push((number, outcomes));
        });
    }

    /// There are no more chunks. What has not come by then will not come.
    pub(crate) fn close(&self) {
        self.step(|state| state.open = false);
    }

    // ANCHOR: step
    fn step(&self, change: impl FnOnce(&mut State<R>)) {
        let mut state = self.state.lock().unwrap();
        change(&mut state);
        // Under the lock of the change: two chunks that end at once cannot both see the other
        // one at work, nor both see none.
        if state.open || state.at_work > 0 {
            return;
        }
        let Some(promise) = state.promise.take() else {
            return; // done before, and closed once more by the drop
        };
        let mut parts = std::mem::take(&mut state.parts);
        drop(state); // callbacks run below, and they are foreign code
        // The chunks have ended in any order; their numbers are those of the input.
        parts.sort_unstable_by_key(|(number, _)| *number);
        let all: Vec<_> = parts.into_iter().flat_map(|(_, part)| part).collect();
        // What never came: the pool was terminated, the input panicked, or it was shorter than
        // it had said. One number, not an outcome for each: perhaps nobody takes the list.
        let missing = match self.total.saturating_sub(all.len()) {
            0 => None,
            items => Some(Missing {
                items,
                why: missing(&self.terminated),
            }),
        };
        // Wakes those who wait, and runs the callbacks, on this thread.
        promise.settle(Ok(Held::new(all, missing)));
    }
    // ANCHOR_END: step
}

impl<R> Drop for Progress<R> {
    fn drop(&mut self) {
        self.close();
    }
}

/// Why something never ran. `terminate` cancels its token before it drops what is pending.
pub(crate) fn missing(terminated: &CancelToken) -> TaskError {
    match terminated.is_cancelled() {
        true => TaskError::Cancelled,
        false => TaskError::Lost, // it was refused, and then dropped
    }
}
