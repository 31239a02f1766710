// The condition is given to the condvar, which has the loop.
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
        let mut turn = self.turn.lock().unwrap();
        assert!(!*turn, "two turns for one seat");
        *turn = true;
        drop(turn);
        self.yours.notify_one();
    }

    /// Waits for the turn, and takes it.
    pub fn sit(&self) {
        let turn = self.turn.lock().unwrap();
        let mut turn = self.yours.wait_while(turn, |here| !*here).unwrap();
        *turn = false;
    }
    // ANCHOR_END: give_and_sit
}

impl Default for Seat {
    fn default() -> Self {
        Seat::new()
    }
}
