//! One at a time: who has the turn, and how it goes from thread to thread.
//!
//! Each thread of a program has a seat. It sits there until it has the turn, and then it alone
//! runs. Before it sits down again it gives the turn to another seat, or keeps it.
//!
//! | the seat  | `sit`                       | `give`                              |
//! |-----------|-----------------------------|-------------------------------------|
//! | no turn   | sleeps until it has it      | it has the turn; who sleeps wakes   |
//! | the turn  | takes it, returns at once   | cannot be: there is only one turn   |
//!
//! So it does not matter whether a thread sits down before or after it is given the turn. And
//! nobody who stands up finds another one standing, since the one who gave has sat down, or does
//! nothing from then on but sit down.

use super::os::sync::{Condvar, Mutex, PoisonError};

/// Where one thread waits for its turn.
pub struct Seat {
    /// Protects: has it the turn? Std's lock, held for a moment; what the turn protects is not
    /// behind it.
    turn: Mutex<bool>,
    /// "It is your turn." One thread waits here; `give` notifies.
    yours: Condvar,
}

impl Seat {
    /// Nobody's turn.
    pub fn new() -> Seat {
        Seat {
            turn: Mutex::new(false),
            yours: Condvar::new(),
        }
    }

    /// Gives it the turn. The caller's own is over with that.
    pub fn give(&self) {
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(!*turn, "two turns for one seat");
        *turn = true;
        drop(turn); // so that the thread that wakes does not run into our lock
        self.yours.notify_one();
    }

    /// Waits for the turn, and takes it.
    pub fn sit(&self) {
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        // Notified by `give`. If nobody ever gives the turn again, this never returns: so a
        // program's thread that is stuck stays stuck.
        while !*turn {
            turn = self.yours.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        *turn = false;
    }
}

impl Default for Seat {
    fn default() -> Seat {
        Seat::new()
    }
}
