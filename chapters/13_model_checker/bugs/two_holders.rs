//! One at a time: who has the turn, and how it goes from thread to thread.
//!
//! Each thread of a program has a seat. It sits there until it has the turn, and then it alone
//! runs. Before it sits down again it gives the turn to another seat, or keeps it.
//!
//! | the seat    | `sit`                     | `give`                                    |
//! |-------------|---------------------------|-------------------------------------------|
//! | has no turn | sleeps until it has one   | it has the turn, and who sleeps there wakes |
//! | has a turn  | takes it, returns at once | cannot be: there is one turn for all      |
//!
//! So it does not matter whether a thread sits down before it is given the turn or after. And
//! nobody who stands up finds another one standing: who gave the turn does nothing from then on
//! but sit down.

use std::mem;

use super::os::sync::{Condvar, Mutex};

/// Where one thread waits for its turn.
pub struct Seat {
    /// Protects: has it the turn? Held for a moment. What has the turn may do is not behind it.
    turn: Mutex<bool>,
    /// "It is your turn." One thread waits here; `give` notifies it.
    yours: Condvar,
}

impl Seat {
    /// It has no turn.
    pub fn new() -> Seat {
        Seat {
            turn: Mutex::new(false),
            yours: Condvar::new(),
        }
    }

    // ANCHOR: give_and_sit
    /// Gives it the turn. The caller's own is over with that.
    ///
    /// # Panics
    ///
    /// If it has one already: then there were two.
    pub fn give(&self) {
        // A statement of its own, so that the thread that wakes does not run into our lock.
        let had = mem::replace(&mut *self.turn.lock().unwrap(), true);
        // After that: whoever wakes finds the turn.
        self.yours.notify_one();
        assert!(!had, "two turns for one seat");
    }

    /// Waits for the turn, and takes it.
    pub fn sit(&self) {
        let mut turn = self.turn.lock().unwrap();
        // Notified by `give`. If nobody ever gives it the turn again, this never returns: a
        // program's thread that is stuck stays here for good.
        while !*turn {
            turn = self.yours.wait(turn).unwrap();
        }
    }
    // ANCHOR_END: give_and_sit
}

impl Default for Seat {
    fn default() -> Self {
        Seat::new()
    }
}
