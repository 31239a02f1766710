// Rejected by: model one_place_and_the_end
//! The end tells those who wait only if no worker is idle. A worker has just come back, which told one
//! of them; the other waits on.
//!
//! Who has which worker. Knows nothing of sockets and processes.
//!
//! [`places`](super::places) says what is in each place, [`deaths`](super::deaths) whether a
//! worker may be started now, and [`taken`](super::taken) how a place comes back. Here
//! threads take places and wait for them, and here it ends.
//!
//! **Why nobody waits for ever.**
//!
//! | waits           | for what                                | is told by                     |
//! |-----------------|-----------------------------------------|--------------------------------|
//! | `take`          | a free place: with a worker in it, or,  | each place that comes back     |
//! |                 | while no pause is on, any               | (one is told)                  |
//! | `take`          | the end of a pause                      | the clock: its wait has that   |
//! |                 |                                         | deadline                       |
//! | `take`          | the end of all                          | `end`, and a worker too many   |
//! |                 |                                         | that did not start (all)       |
//! | `wait_all_back` | every place, after the end              | the last one that comes back   |
//! |                 |                                         | (all)                          |
//!
//! Each place in a hand comes back, since its worker answers, or dies, or is killed.
//!
//! To tell one of those in `take` is enough, since all of them want the same, with one
//! exception. An empty place that comes back while a pause is on is of use to nobody before
//! the pause is over, and then nobody notifies. So each waiter has to have that deadline, and
//! the beginning of a pause tells *all*: a waiter that fell asleep before it has none.

use super::deadline::wait_until;
use super::deaths::Deaths;
use super::places::Places;
use super::sync::{Condvar, Mutex};
use super::taken::{Book, End, State, Taken};

/// The places of a pool. `W` is a handle to a worker: a clone is the same worker.
pub struct Dispatcher<W>(Book<W>);

/// The workers that there were at the end.
pub struct Left<'b, W: Clone> {
    /// They wait for a task. From now on their places are in the caller's hand.
    pub idle: Vec<Taken<'b, W>>,
    /// Somebody talks to them, and hears of it if they are killed.
    pub busy: Vec<W>,
}

impl<W: Clone> Dispatcher<W> {
    /// So many places, all empty. `bury` has to make sure that a worker is gone, and may be
    /// told so twice.
    pub fn new(places: usize, deaths: Deaths, bury: fn(&W)) -> Dispatcher<W> {
        let state = State {
            places: Places::new(places),
            deaths,
            end: None,
        };
        Dispatcher(Book {
            state: Mutex::new(state),
            free: Condvar::new(),
            back: Condvar::new(),
            bury,
        })
    }

    // ANCHOR: take
    /// Takes a place, waiting while others have them all, or while a pause is on.
    ///
    /// # Errors
    ///
    /// The end.
    pub fn take(&self) -> Result<Taken<'_, W>, End> {
        let mut state = self.0.lock();
        loop {
            if let Some(end) = &state.end {
                return Err(end.clone());
            }
            let pause = state.deaths.pause();
            let may_have = |worker: Option<&W>| worker.is_some() || pause.is_none();
            if let Some((place, worker)) = state.places.take(may_have) {
                return Ok(Taken::new(&self.0, place, worker));
            }
            // Notified as the table says. `None`: the pause is over, which we look at again.
            state = match wait_until(&self.0.free, state, pause) {
                Some(state) => state,
                None => self.0.lock(),
            };
        }
    }
    // ANCHOR_END: take

    /// Takes a free place if there is one that is `wanted`. Never waits, and finds no empty
    /// place while a pause is on.
    pub fn take_if(&self, wanted: impl Fn(Option<&W>) -> bool) -> Option<Taken<'_, W>> {
        let mut state = self.0.lock();
        if state.end.is_some() {
            return None;
        }
        let paused = state.deaths.pause().is_some();
        let may_have = |worker: Option<&W>| (worker.is_some() || !paused) && wanted(worker);
        let (place, worker) = state.places.take(may_have)?;
        Some(Taken::new(&self.0, place, worker))
    }

    /// Hands out no more workers from now on, and says which there are. An end that was there
    /// before gives way, except `Terminated`.
    pub fn end(&self, end: End) -> Left<'_, W> {
        let mut state = self.0.lock();
        if state.end != Some(End::Terminated) {
            state.end = Some(end);
        }
        let busy = state.places.busy().cloned().collect();
        // As any caller would take them. So they are in one hand each, and a thread that waits
        // for all places waits for these too.
        let mut idle = Vec::new();
        while let Some((place, worker)) = state.places.take(|worker| worker.is_some()) {
            idle.push(Taken::new(&self.0, place, worker));
        }
        drop(state);
        if idle.is_empty() {
            self.0.free.notify_all(); // who waits has found none
        }
        Left { idle, busy }
    }

    /// After the end: waits until no place is in anybody's hand. Then every worker is buried.
    pub fn wait_all_back(&self) {
        let mut state = self.0.lock();
        while !state.places.all_back() {
            // Notified by the last place that comes back.
            state = self.0.back.wait(state).unwrap();
        }
    }

    /// What the end was, if it was.
    pub fn ended(&self) -> Option<End> {
        self.0.lock().end.clone()
    }

    /// The workers that there are.
    pub fn workers(&self) -> Vec<W> {
        self.0.lock().places.workers().cloned().collect()
    }
}
