//! The places of a pool, and what is in each. No lock and no waiting: one thread's matter.
//!
//! A pool has a fixed number of places. Each is in one of these states:
//!
//! | place    | what is there                             | in hand | leads to               |
//! |----------|-------------------------------------------|---------|------------------------|
//! | Empty    | nobody: not started yet, died, or retired | no      | Starting, by `take`    |
//! | Starting | somebody is starting a worker             | yes     | Busy, by `start`;      |
//! |          |                                           |         | Empty, by `give_back`  |
//! | Idle     | a worker without a task                   | no      | Busy, by `take`        |
//! | Busy     | a worker that somebody talks to           | yes     | Idle or Empty, by      |
//! |          |                                           |         | `give_back`            |
//!
//! A place is in the queue `free` or in somebody's hand, never both, never neither. So what
//! is taken once comes back once, and no worker has two tasks.

use std::collections::VecDeque;
use std::mem;

/// So many places, each with a worker `W` or without.
pub struct Places<W> {
    /// Only those that were taken at least once: a million places cost nothing before that,
    /// and a pool has fewer, since before it takes one it has to have a thread for each.
    places: Vec<Place<W>>,
    /// Those that are Idle or Empty; whichever has been free the longest is in front.
    free: VecDeque<usize>,
    most: usize,
}

enum Place<W> {
    Empty,
    Starting,
    Idle(W),
    Busy(W),
}

impl<W: Clone> Places<W> {
    /// `most` places, all Empty.
    pub fn new(most: usize) -> Places<W> {
        Places {
            places: Vec::new(),
            free: VecDeque::new(),
            most,
        }
    }

    // ANCHOR: take
    /// Takes the place that has been free the longest of those that are `wanted`, and the
    /// worker in it. `None` is an empty one.
    pub fn take(&mut self, wanted: impl Fn(Option<&W>) -> bool) -> Option<(usize, Option<W>)> {
        let is_wanted = |&place: &usize| match &self.places[place] {
            Place::Idle(worker) => wanted(Some(worker)),
            _ => wanted(None),
        };
        let place = match self.free.iter().position(is_wanted) {
            Some(index) => self.free.remove(index)?,
            None if self.places.len() < self.most && wanted(None) => {
                self.places.push(Place::Empty);
                self.places.len() - 1
            }
            None => return None,
        };
        let there = &mut self.places[place];
        let (now, worker) = match mem::replace(there, Place::Empty) {
            Place::Idle(worker) => (Place::Busy(worker.clone()), Some(worker)),
            _ => (Place::Starting, None),
        };
        *there = now;
        Some((place, worker))
    }
    // ANCHOR_END: take

    /// From now on `worker` is in this place, which is in the caller's hand.
    pub fn start(&mut self, place: usize, worker: W) {
        self.places[place] = Place::Busy(worker);
    }

    /// Puts the place back, with `worker` in it or empty.
    pub fn give_back(&mut self, place: usize, worker: Option<W>) {
        self.places[place] = match worker {
            Some(worker) => Place::Idle(worker),
            None => Place::Empty,
        };
        self.free.push_back(place);
    }

    /// Is no place in anybody's hand?
    pub fn all_back(&self) -> bool {
        self.free.len() == self.places.len()
    }

    /// The workers that somebody talks to.
    pub fn busy(&self) -> impl Iterator<Item = &W> {
        self.places.iter().filter_map(|place| match place {
            Place::Busy(worker) => Some(worker),
            _ => None,
        })
    }

    /// The workers that there are.
    pub fn workers(&self) -> impl Iterator<Item = &W> {
        self.places.iter().filter_map(|place| match place {
            Place::Busy(worker) | Place::Idle(worker) => Some(worker),
            Place::Empty | Place::Starting => None,
        })
    }
}
