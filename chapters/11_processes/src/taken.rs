//! A place in one's hand, and how it comes back: by itself.
//!
//! [`Dispatcher::take`](super::dispatcher::Dispatcher::take) gives a [`Taken`]. Whatever
//! becomes of that, a panic included, its `Drop` gives the place back. There are two ways:
//!
//! | the place comes back | when                                        | the worker in it        |
//! |----------------------|---------------------------------------------|-------------------------|
//! | with its worker      | `rest`, if it is not the end                | waits for the next task |
//! | empty                | in all other cases: it died, it retired, it | is buried first: killed |
//! |                      | never started, its caller panicked          | and waited for          |
//!
//! **First the worker, then the place.** So where no place is in anybody's hand there is no
//! worker but those that are idle. To wait for all places is to wait for all processes.
//!
//! **`end` and a start cannot miss each other**, since both are under the lock. Either
//! `started` comes first, and `end` finds the worker in its place. Or `end` does, and
//! `started` says so; then the worker is in the caller's hand only, which buries it.
//! `rest` has the same two cases, and looks and changes in one step, too.
//!
//! **Tried and rejected.** Calls in the place of the guard, as in `died(place)`: one path
//! forgot them, a panic in somebody's `decode`, and the pool had a place less for good. And
//! giving the place back before its worker was waited for: of two threads in `join` one was
//! told that all was over while a process still lived.

use super::deaths::Deaths;
use super::places::Places;
use super::sync::{Condvar, Mutex, MutexGuard};

/// Which worker is where. Shared by the dispatcher and by each place in somebody's hand.
pub struct Book<W> {
    /// Protects the places, the deaths and the end together. Held for a few lines: never
    /// while a worker is started, talked to or buried.
    pub(crate) state: Mutex<State<W>>,
    /// "A place is free, or none ever will be, or look at the clock." `take` waits here.
    /// Each place that comes back notifies one; the end, and the beginning of a pause, all.
    pub(crate) free: Condvar,
    /// "No place is in anybody's hand." `wait_all_back` waits here; the last place that comes
    /// back notifies all.
    pub(crate) back: Condvar,
    /// Makes sure that a worker is gone. It may be told so twice.
    pub(crate) bury: fn(&W),
}

/// What the lock of a [`Book`] protects.
pub struct State<W> {
    pub(crate) places: Places<W>,
    pub(crate) deaths: Deaths,
    pub(crate) end: Option<End>,
}

/// Why no more workers are handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// All is done.
    Closed,
    /// All is to end now.
    Terminated,
    /// Workers die as they start.
    Broken(String),
}

/// A place in one's hand. Dropped, it buries its worker and gives the place back.
#[must_use = "dropped, it ends its worker"]
pub struct Taken<'b, W: Clone> {
    book: &'b Book<W>,
    place: usize,
    worker: Option<W>,
    /// Has the place not come back yet?
    held: bool,
}

impl<W> Book<W> {
    /// Never poisoned: nothing that can panic, no worker's own code, runs under the lock.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State<W>> {
        self.state.lock().unwrap()
    }
}

impl<'b, W: Clone> Taken<'b, W> {
    /// For a place that was taken in the `book` just now, with this worker in it.
    pub(crate) fn new(book: &'b Book<W>, place: usize, worker: Option<W>) -> Taken<'b, W> {
        Taken {
            book,
            place,
            worker,
            held: true,
        }
    }

    /// The worker that is there. `None`: start one, and say [`started`](Taken::started).
    pub fn worker(&self) -> Option<&W> {
        self.worker.as_ref()
    }

    /// This worker is now in the place, which was empty.
    ///
    /// # Errors
    ///
    /// The end, which has not seen this worker. Dropping the place buries it.
    pub fn started(&mut self, worker: W) -> Result<(), End> {
        self.worker = Some(worker.clone()); // in our hand, whatever the book says
        let mut state = self.book.lock();
        if let Some(end) = &state.end {
            return Err(end.clone());
        }
        state.places.start(self.place, worker);
        Ok(())
    }

    /// Its worker has said hello: a row of deaths is over.
    pub fn heard_of(&self) {
        self.book.lock().deaths.forgive();
    }

    /// Gives the place back with its worker, which has nothing to do. If it is the end, then
    /// empty. (A pool that is only broken keeps it: its owner will end it.)
    pub fn rest(mut self) {
        let state = self.book.lock();
        match state.end {
            Some(End::Closed | End::Terminated) => drop(state), // and `self`, which buries it
            None | Some(End::Broken(_)) => {
                let worker = self.worker.take();
                self.give_back(state, worker);
            }
        }
    }

    /// Gives the place back empty. Its worker never said hello, or could not be started; if
    /// that was one time too many, the pool is broken, and `why` is the reason.
    pub fn stillborn(self, why: String) {
        let mut state = self.book.lock();
        if state.deaths.count() {
            state.end.get_or_insert(End::Broken(why));
        }
        drop(state);
        // It is the end, or a pause has begun: all waiters have to look again.
        self.book.free.notify_all();
    }

    /// The same, if to try again makes no sense.
    pub fn hopeless(self, why: String) {
        self.book.lock().end.get_or_insert(End::Broken(why));
        self.book.free.notify_all();
    }

    /// In the same locked step in which the caller has looked for the end.
    fn give_back(&mut self, mut state: MutexGuard<'_, State<W>>, worker: Option<W>) {
        self.held = false;
        state.places.give_back(self.place, worker);
        let all_back = state.places.all_back();
        drop(state);
        self.book.free.notify_one();
        if all_back {
            self.book.back.notify_all();
        }
    }
}

// ANCHOR: drop
impl<W: Clone> Drop for Taken<'_, W> {
    fn drop(&mut self) {
        if !self.held {
            return;
        }
        if let Some(worker) = &self.worker {
            (self.book.bury)(worker);
        }
        self.give_back(self.book.lock(), None);
    }
}
// ANCHOR_END: drop
