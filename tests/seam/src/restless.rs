//! A condvar that wakes for no reason, each time, after a tenth of a second of a clock that stands
//! still otherwise. A wait with a time-out of a second takes ten wake-ups then; one that begins
//! anew with each of them has no end. loom's side cannot tell: there is early and late, and no time
//! in between.
//!
//! For one thread, and for waits with a deadline: nobody notifies.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

/// The lock is std's.
pub mod sync {
    pub use std::sync::{Arc, Mutex, MutexGuard};

    use std::sync::LockResult;

    use super::time::{self, Duration};

    #[derive(Default)]
    pub struct Condvar(());

    impl Condvar {
        pub fn new() -> Condvar {
            Condvar::default()
        }

        pub fn wait<'a, T>(&self, _guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
            panic!("nobody notifies, and it waits without a deadline");
        }

        pub fn wait_timeout<'a, T>(
            &self,
            guard: MutexGuard<'a, T>,
            timeout: Duration,
        ) -> LockResult<(MutexGuard<'a, T>, ())> {
            time::pass(timeout.min(Duration::from_millis(100)));
            Ok((guard, ()))
        }

        pub fn notify_one(&self) {}

        pub fn notify_all(&self) {}
    }
}

/// The clock of this thread.
pub mod time {
    pub use std::time::Duration;

    use std::cell::Cell;

    thread_local! {
        static NOW: Cell<Duration> = const { Cell::new(Duration::ZERO) };
    }

    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub struct Instant(Duration);

    impl Instant {
        pub fn now() -> Instant {
            Instant(NOW.get())
        }

        pub fn checked_add(self, timeout: Duration) -> Option<Instant> {
            self.0.checked_add(timeout).map(Instant)
        }

        pub fn saturating_duration_since(self, earlier: Instant) -> Duration {
            self.0.saturating_sub(earlier.0)
        }
    }

    pub(super) fn pass(time: Duration) {
        NOW.set(NOW.get() + time);
        assert!(NOW.get() < Duration::from_secs(60), "a wait without an end");
    }

    /// How long `wait` takes.
    pub fn took(wait: impl FnOnce()) -> Duration {
        let start = NOW.get();
        wait();
        NOW.get() - start
    }
}
