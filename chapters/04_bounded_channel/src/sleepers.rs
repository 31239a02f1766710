//! Who waits at a condvar, and who is on the way back.
//!
//! A notify is a system call, also if it wakes no one. And one that does wake somebody takes
//! some microseconds to arrive; a thread that notifies again meanwhile wakes a second one for
//! work that the first will do. So there is one wake-up in flight at a time:
//!
//! | `waiting` | `notified` |                                                       | a notify |
//! |-----------|------------|-------------------------------------------------------|----------|
//! | 0         | no         | nobody is there                                       | is saved |
//! | some      | no         | they sleep                                            | is given |
//! | some      | yes        | one of them is awake, and has yet to get the lock     | is saved |
//!
//! The price: the one that comes back passes it on. If there is more to do than it does itself,
//! it wakes the next. Go's scheduler wakes its threads by this rule.

// ANCHOR: sleepers
/// The threads that wait at one condvar. Read and changed under its lock.
#[derive(Default)]
pub struct Sleepers {
    waiting: usize,
    notified: bool,
}

impl Sleepers {
    /// Has one to be notified, now that there is something for one of them?
    pub fn wake_one(&mut self) -> bool {
        let wake = self.waiting > 0 && !self.notified;
        self.notified |= wake;
        wake
    }

    /// Before a wait.
    pub fn falls_asleep(&mut self) {
        self.waiting += 1;
    }

    /// After a wait. Was it notified, was its time up, or did it wake for no reason? It need
    /// not know: if it was not the one that was notified, that one comes back, too.
    pub fn comes_back(&mut self) {
        self.waiting -= 1;
        self.notified = false;
    }
}
// ANCHOR_END: sleepers
