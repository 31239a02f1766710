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
        let state = State {
            places: (0..places).map(|_| Place::Empty).collect(),
            free: (0..places).collect(),
            stillborn: 0,
            end: None,
        };
        Dispatcher {
            state: Mutex::new(state),
            free: Condvar::new(),
            patience,
        }
    }

    /// Takes a place, waiting while others have them all.
    ///
    /// # Errors
    ///
    /// The end.
    pub fn take(&self) -> Result<Taken<W>, End> {
        let mut state = self.lock();
        loop {
            if let Some(end) = &state.end {
                return Err(end.clone());
            }
            if let Some(place) = state.free.pop_front() {
                return Ok(state.take(place));
            }
            // Notified by `give_back` and `end`.
            state = self.free.wait(state).unwrap();
        }
    }

    /// Takes a free place if there is one that is `wanted`. Never waits.
    pub fn take_if(&self, wanted: impl Fn(Option<&W>) -> bool) -> Option<Taken<W>> {
        let mut state = self.lock();
        if state.end.is_some() {
            return None;
        }
        let index = state.free.iter().position(|&place| {
            wanted(match &state.places[place] {
                Place::Idle(worker) => Some(worker),
                _ => None,
            })
        })?;
        let place = state.free.remove(index)?;
        Some(state.take(place))
    }

    /// This worker is in the place that was empty.
    ///
    /// # Errors
    ///
    /// The end, which has not seen this worker: it is the caller's, to be ended, and the
    /// place has been given back.
    pub fn started(&self, place: usize, worker: W) -> Result<(), End> {
        let mut state = self.lock();
        if let Some(end) = state.end.clone() {
            self.give_back(state, place, Place::Empty);
            return Err(end);
        }
        state.places[place] = Place::Busy(worker);
        Ok(())
    }

    /// Gives the place back with its worker, which has served.
    ///
    /// # Errors
    ///
    /// The end, which has left this worker to the caller; the place is empty then.
    pub fn done(&self, place: usize) -> Result<(), End> {
        self.lock().stillborn = 0;
        self.rest(place)
    }

    /// Gives the place back with its worker, which has been started and not heard of.
    ///
    /// # Errors
    ///
    /// As `done`.
    pub fn rest(&self, place: usize) -> Result<(), End> {
        let state = self.lock();
        if let Some(end @ (End::Closed | End::Terminated)) = state.end.clone() {
            self.give_back(state, place, Place::Empty);
            return Err(end);
        }
        let worker = state.busy(place);
        self.give_back(state, place, Place::Idle(worker));
        Ok(())
    }

    /// Gives the place back empty: its worker has served, and is gone.
    pub fn died(&self, place: usize) -> Option<End> {
        let mut state = self.lock();
        state.stillborn = 0;
        self.give_back(state, place, Place::Empty)
    }

    /// Gives the place back empty: its worker never said hello, or could not be started.
    pub fn stillborn(&self, place: usize, why: impl FnOnce() -> String) -> Option<End> {
        let mut state = self.lock();
        state.stillborn = 1;
        if state.stillborn > self.patience && state.end.is_none() {
            state.end = Some(End::Broken(why()));
            self.free.notify_all();
        }
        self.give_back(state, place, Place::Empty)
    }

    /// Hands out no more workers from now on, and says who is there. An end that was there
    /// before gives way, except `Terminated`.
    pub fn end(&self, end: End) -> Left<W> {
        let mut left = Left {
            idle: Vec::new(),
            busy: Vec::new(),
        };
        let mut state = self.lock();
        for place in &mut state.places {
            match place {
                Place::Empty | Place::Starting => {}
                Place::Busy(worker) => left.busy.push(worker.clone()),
                Place::Idle(worker) => {
                    left.idle.push(worker.clone());
                    *place = Place::Empty;
                }
            }
        }
        if state.end != Some(End::Terminated) {
            state.end = Some(end);
        }
        drop(state);
        self.free.notify_all();
        left
    }

    /// The workers that there are.
    pub fn workers(&self) -> Vec<W> {
        let state = self.lock();
        let workers = state.places.iter().filter_map(|place| match place {
            Place::Idle(worker) | Place::Busy(worker) => Some(worker.clone()),
            Place::Empty | Place::Starting => None,
        });
        workers.collect()
    }

    /// In the same locked step in which the caller has looked for the end.
    fn give_back(
        &self,
        mut state: MutexGuard<'_, State<W>>,
        place: usize,
        what: Place<W>,
    ) -> Option<End> {
        state.places[place] = what;
        state.free.push_back(place);
        let end = state.end.clone();
        drop(state);
        self.free.notify_one();
        end
    }

    /// Never poisoned: nothing that can panic, no worker's own code, runs under the lock.
    fn lock(&self) -> MutexGuard<'_, State<W>> {
        self.state.lock().unwrap()
    }
}

impl<W: Clone> State<W> {
    fn take(&mut self, place: usize) -> Taken<W> {
        let worker = match mem::replace(&mut self.places[place], Place::Starting) {
            Place::Idle(worker) => {
                self.places[place] = Place::Busy(worker.clone());
                Some(worker)
            }
            _ => None,
        };
        Taken { place, worker }
    }

    fn busy(&self, place: usize) -> W {
        match &self.places[place] {
            Place::Busy(worker) => worker.clone(),
            _ => unreachable!("whoever took the place gives it back, once"),
        }
    }
}
