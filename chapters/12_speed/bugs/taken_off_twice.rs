//! Count the sleepers, and notify as many as there is work for.
//!
//! In the place of chapter 4's sleepers. Each notify is for one who sleeps, and takes that one
//! off the count. So nobody is woken twice. But each change wakes one more, for work that the first
//! will have done by the time the next arrive: they come for nothing, and go to sleep again.

/// How many threads wait at one condvar. Both numbers together are all of them, and `asleep` is
/// never less than those who do sleep: a notify may be saved where it is 0.
#[derive(Default)]
pub struct Sleepers {
    /// Nobody has notified them.
    asleep: usize,
    /// Somebody has, and they have yet to come back.
    notified: usize,
}

impl Sleepers {
    /// Has one to be notified, now that there is something for one of them?
    pub fn wake_one(&mut self) -> bool {
        let wake = self.asleep > 0;
        self.asleep -= usize::from(wake);
        self.notified += usize::from(wake);
        wake
    }

    /// Before a wait.
    pub fn falls_asleep(&mut self) {
        self.asleep += 1;
    }

    /// After a wait, whatever ended it. If it goes as the one that was notified, and was not, that
    /// one is awake, too, and goes in its place.
    pub fn comes_back(&mut self) {
        self.asleep = self.asleep.saturating_sub(1);
        self.notified = self.notified.saturating_sub(1);
    }
}
