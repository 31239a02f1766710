//! What std's condvar has beside `wait` and `wait_timeout`. Our sources do without; a reader's may
//! not, and is to be judged by what it does.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

use std::sync::LockResult;
use std::time::Duration;

use super::late::WaitTimeoutResult;
use super::{Condvar, MutexGuard};

impl Condvar {
    /// The loop that std's is.
    #[track_caller]
    pub fn wait_while<'a, T>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: impl FnMut(&mut T) -> bool,
    ) -> LockResult<MutexGuard<'a, T>> {
        while condition(&mut guard) {
            guard = self.wait(guard).unwrap();
        }
        Ok(guard)
    }

    /// The loop that std's is: it looks at the state first and at the clock second.
    #[track_caller]
    pub fn wait_timeout_while<'a, T>(
        &self,
        mut guard: MutexGuard<'a, T>,
        timeout: Duration,
        mut condition: impl FnMut(&mut T) -> bool,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        while condition(&mut guard) {
            let (again, result) = self.wait_timeout(guard, timeout).unwrap();
            if result.was_late() {
                return Ok((again, result));
            }
            guard = again;
        }
        Ok((guard, WaitTimeoutResult::known(false)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Arc, Mutex};
    use super::*;
    use crate::imp::clock_imp;
    use crate::thread;

    /// One thread gives, main waits for it.
    fn given(wait: fn(&Condvar, MutexGuard<'_, bool>) -> bool, clock: bool) {
        loom::model(move || {
            let pair = Arc::new((Mutex::new(false), Condvar::default()));
            let clock = clock.then(clock_imp);
            let gives = {
                let pair = Arc::clone(&pair);
                thread::spawn(move || {
                    *pair.0.lock().unwrap() = true;
                    pair.1.notify_one();
                })
            };
            let given = wait(&pair.1, pair.0.lock().unwrap());
            assert!(given || clock.is_some());
            gives.join().unwrap();
            clock.map(thread::JoinHandle::join);
        });
    }

    #[test]
    fn a_wait_with_a_condition_ends_when_that_does() {
        let wait = |condvar: &Condvar, guard: MutexGuard<'_, bool>| {
            *condvar.wait_while(guard, |given| !*given).unwrap()
        };
        given(wait, false);
    }

    #[test]
    fn with_a_deadline_it_says_truly_which_of_the_two_it_was() {
        let wait = |condvar: &Condvar, guard: MutexGuard<'_, bool>| {
            let minute = Duration::from_secs(60);
            let waited = condvar.wait_timeout_while(guard, minute, |given| !*given);
            let (given, result) = waited.unwrap();
            assert_eq!(result.timed_out(), !*given);
            *given
        };
        given(wait, false);
        given(wait, true);
    }
}
