//! Which worker has which task. Knows nothing of pipes.
//!
//! A pool has a fixed number of places. Each is in one of these states:
//!
//! | place    | what is there                              | leads to                       |
//! |----------|--------------------------------------------|--------------------------------|
//! | Empty    | nobody: not started yet, died, or retired  | Starting, by `take`            |
//! | Starting | somebody is starting a worker              | Busy by `started`; Empty       |
//! | Idle     | a worker without a task                    | Busy, by `take`                |
//! | Busy     | a worker that somebody talks to            | Idle by `done`; Empty by `died`|
//!
//! Whoever `take`s a place gives it back, by exactly one of the calls on the right. So no
//! place is ever lost, whatever dies, and no worker has two tasks.
//!
//! `end` and a start cannot miss each other. Both are under one lock: either `started` comes
//! first, and `end` finds the worker in its place, or `end` does, and `started` says so, and
//! whoever has the worker has to end it.

#![allow(unused)] // until the last step is done

use std::collections::VecDeque;
use std::mem;

use super::sync::{Condvar, Mutex, MutexGuard};

/// The places of a pool. `W` is a handle to a worker: a clone is the same worker.
pub struct Dispatcher<W> {
    /// Protects the places, the queue of free ones and the end together.
    state: Mutex<State<W>>,
    /// "A place is free, or never will be." `take` waits here. Each place that comes back
    /// notifies one, the end all.
    free: Condvar,
    /// So many workers may die in a row before any says hello.
    patience: usize,
}

struct State<W> {
    places: Vec<Place<W>>,
    /// The places that are Idle or Empty; whichever has been free the longest is in front.
    free: VecDeque<usize>,
    /// How many died before they said hello, since the last one that did.
    stillborn: usize,
    end: Option<End>,
}

enum Place<W> {
    Empty,
    Starting,
    Idle(W),
    Busy(W),
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

/// A place in one's hands, and the worker in it. `None`: start one, and say `started`.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken<W> {
    /// To be given back.
    pub place: usize,
    /// Who is there.
    pub worker: Option<W>,
}

/// Who was there at the end.
#[derive(Debug)]
pub struct Left<W> {
    /// They wait for a task. Nobody else has them: whoever asked ends them.
    pub idle: Vec<W>,
    /// Somebody talks to them, and will hear it if they are killed.
    pub busy: Vec<W>,
}

impl<W: Clone> Dispatcher<W> {
    /// So many places, all empty. It breaks when more than `patience` workers in a row have
    /// died before they said hello.
    pub fn new(places: usize, patience: usize) -> Dispatcher<W> {
        // Step 1: all places are empty; who takes one has it alone, and says when a worker is
        // in it.
        todo!("step 1")
    }

    /// Takes a place, waiting while others have them all.
    ///
    /// # Errors
    ///
    /// The end.
    pub fn take(&self) -> Result<Taken<W>, End> {
        // Step 2: wait for a place, and give it back, with its worker or without.
        todo!("step 2")
    }

    /// Takes a free place if there is one that is `wanted`. Never waits.
    pub fn take_if(&self, wanted: impl Fn(Option<&W>) -> bool) -> Option<Taken<W>> {
        // Step 1: all places are empty; who takes one has it alone, and says when a worker is
        // in it.
        todo!("step 1")
    }

    /// This worker is in the place that was empty.
    ///
    /// # Errors
    ///
    /// The end, which has not seen this worker: it is the caller's, to be ended, and the
    /// place has been given back.
    pub fn started(&self, place: usize, worker: W) -> Result<(), End> {
        // Step 1: all places are empty; who takes one has it alone, and says when a worker is
        // in it.
        todo!("step 1")
    }

    /// Gives the place back with its worker, which has served.
    ///
    /// # Errors
    ///
    /// The end, which has left this worker to the caller; the place is empty then.
    pub fn done(&self, place: usize) -> Result<(), End> {
        // Step 3: count the deaths in a row before any hello, and give up when there are too
        // many. Who has served, or died while he did, ends the row.
        todo!("step 3")
    }

    /// Gives the place back with its worker, which has been started and not heard of.
    ///
    /// # Errors
    ///
    /// As `done`.
    pub fn rest(&self, place: usize) -> Result<(), End> {
        // Step 2: wait for a place, and give it back, with its worker or without.
        todo!("step 2")
    }

    /// Gives the place back empty: its worker has served, and is gone.
    pub fn died(&self, place: usize) -> Option<End> {
        // Step 2: wait for a place, and give it back, with its worker or without.
        todo!("step 2")
    }

    /// Gives the place back empty: its worker never said hello, or could not be started.
    pub fn stillborn(&self, place: usize, why: impl FnOnce() -> String) -> Option<End> {
        // Step 3: count the deaths in a row before any hello, and give up when there are too
        // many. Who has served, or died while he did, ends the row.
        todo!("step 3")
    }

    /// Hands out no more workers from now on, and says who is there. An end that was there
    /// before gives way, except `Terminated`.
    pub fn end(&self, end: End) -> Left<W> {
        // Step 4: nobody gets a worker any more, and all who wait hear of it. Now look again at
        // who gives back or starts: does he hear of it, and in the same step?
        todo!("step 4")
    }

    /// The workers that there are.
    pub fn workers(&self) -> Vec<W> {
        // Step 4: nobody gets a worker any more, and all who wait hear of it. Now look again at
        // who gives back or starts: does he hear of it, and in the same step?
        todo!("step 4")
    }

    /// In the same locked step in which the caller has looked for the end.
    fn give_back(
        &self,
        mut state: MutexGuard<'_, State<W>>,
        place: usize,
        what: Place<W>,
    ) -> Option<End> {
        // Step 2: wait for a place, and give it back, with its worker or without.
        todo!("step 2")
    }

    /// Never poisoned: nothing that can panic, no worker's own code, runs under the lock.
    fn lock(&self) -> MutexGuard<'_, State<W>> {
        self.state.lock().unwrap()
    }
}

impl<W: Clone> State<W> {
    fn take(&mut self, place: usize) -> Taken<W> {
        // Step 1: all places are empty; who takes one has it alone, and says when a worker is
        // in it.
        todo!("step 1")
    }

    fn busy(&self, place: usize) -> W {
        // Step 2: wait for a place, and give it back, with its worker or without.
        todo!("step 2")
    }
}
