//! A rung of the ladder, and a dead end: yield before you sleep.
//!
//! A worker that finds nothing lets others run and looks again, some times, before it sleeps. While
//! it does, nobody need wake it, and a producer gets time to put in more. On a machine with nothing
//! else to do it is quick. But `yield_now` goes to the end of the line, and that is as long as the
//! machine is busy: some microseconds, or some milliseconds.

use super::channel::Receiver;
use super::thread;

/// How often a worker looks before it sleeps.
pub const LOOKS: usize = 16;

/// Takes the oldest value; yields, and then sleeps, while there is none. `None`: closed and empty.
pub fn pop<T>(values: &Receiver<T>) -> Option<T> {
    for _ in 0..LOOKS {
        if let Ok(value) = values.try_recv() {
            return Some(value);
        }
        thread::yield_now();
    }
    values.recv() // looks under the lock, and sleeps there
}
