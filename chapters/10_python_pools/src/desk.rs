//! Where the input of a map lies, and one worker at a time may take it.
//!
//! The input is foreign code. It may take its time, and it may use this very pool, and wait for
//! what the other workers do. So none of them waits for the input: a worker that finds it taken
//! goes, and is invited again by the worker that has it.
//!
//! | the place     | a worker that comes              | ends with                               |
//! |---------------|----------------------------------|-----------------------------------------|
//! | `Free`        | takes the input: `Taken`         |                                         |
//! | `Taken`       | is counted in `wanted`, and goes | `put_back`: `Free`, or `end`: `Ended`   |
//! | `Ended`       | goes                             |                                         |
//!
//! A worker puts the input back first and invites second. So it sees all who came meanwhile.

use std::mem;

use super::panics;
use super::sync::{Arc, Mutex, MutexGuard};

/// The input, and how many more workers are to come for it.
pub(crate) struct Desk<I, F> {
    /// Protects the place and the count together: who finds the place taken is counted in the
    /// same step. No foreign code runs under it.
    state: Mutex<State<I, F>>,
}

struct State<I, F> {
    place: Place<I, F>,
    /// How many more workers there is work for.
    wanted: usize,
}

enum Place<I, F> {
    Free(Source<I, F>),
    Taken,
    Ended,
}

/// What one worker has at a time.
pub(crate) struct Source<I, F> {
    pub(crate) input: I,
    pub(crate) f: Arc<F>,
    /// The number of the next chunk.
    pub(crate) number: usize,
}

impl<I, F> Source<I, F> {
    /// Drops both, which is foreign code: two panics, not both at once.
    pub(crate) fn discard(self) {
        panics::contain(|| drop(self.input));
        panics::contain(|| drop(self.f));
    }
}

impl<I, F> Desk<I, F> {
    pub(crate) fn new(input: I, f: F, wanted: usize) -> Desk<I, F> {
        let source = Source {
            input,
            f: Arc::new(f),
            number: 0,
        };
        let state = State {
            place: Place::Free(source),
            wanted,
        };
        Desk {
            state: Mutex::new(state),
        }
    }

    // ANCHOR: take
    /// The input, for the caller to put back or to end. `None`: it is not there, and the
    /// caller has to go.
    pub(crate) fn take(&self) -> Option<Source<I, F>> {
        let mut state = self.lock();
        match mem::replace(&mut state.place, Place::Taken) {
            Place::Free(source) => return Some(source),
            Place::Taken => state.wanted += 1,
            Place::Ended => state.place = Place::Ended,
        }
        None
    }

    pub(crate) fn put_back(&self, source: Source<I, F>) {
        self.lock().place = Place::Free(source);
    }
    // ANCHOR_END: take

    /// Nobody is wanted any more.
    pub(crate) fn end(&self) {
        let mut state = self.lock();
        state.place = Place::Ended;
        state.wanted = 0;
    }

    /// Is one more wanted? Then the caller has to see to it.
    pub(crate) fn wants(&self) -> bool {
        let mut state = self.lock();
        let wants = state.wanted > 0;
        state.wanted -= usize::from(wants);
        wants
    }

    /// The one that was wanted did not come.
    pub(crate) fn wants_another(&self) {
        self.lock().wanted += 1;
    }

    /// Never poisoned: see there.
    fn lock(&self) -> MutexGuard<'_, State<I, F>> {
        self.state.lock().unwrap()
    }
}

impl<I, F> Drop for Desk<I, F> {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap();
        if let Place::Free(source) = mem::replace(&mut state.place, Place::Ended) {
            source.discard();
        }
    }
}
