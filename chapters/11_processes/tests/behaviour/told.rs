//! Whom a place tells as it comes back. std does not say which waiter `notify_one` wakes. Here, and
//! in the models, it is the one that has waited longest, which hides a notify that reaches too few.
//! So here the dispatcher stands over condvars that only write down what they are asked.
#![allow(dead_code, reason = "a part of each file")]

use std::time::{self, Duration};

use chapter11::deaths::{self, Deaths};

#[path = "../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../../src/places.rs"]
mod places;
#[path = "../../src/taken.rs"]
mod taken;

mod sync {
    use std::cell::RefCell;
    use std::sync::LockResult;
    pub use std::sync::{Mutex, MutexGuard};

    thread_local! {
        static TOLD: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }

    /// Nobody waits here.
    pub struct Condvar(());

    impl Condvar {
        pub fn new() -> Condvar {
            Condvar(())
        }

        pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
            Ok(guard)
        }

        pub fn notify_one(&self) {
            TOLD.with_borrow_mut(|told| told.push("one"));
        }

        pub fn notify_all(&self) {
            TOLD.with_borrow_mut(|told| told.push("all"));
        }
    }

    /// Who is told in `work`.
    pub fn told(work: impl FnOnce()) -> Vec<&'static str> {
        TOLD.take();
        work();
        TOLD.take()
    }
}

mod deadline {
    use super::sync::{Condvar, MutexGuard};
    use super::time::Instant;

    pub fn wait_until<'a, T>(
        _condvar: &Condvar,
        guard: MutexGuard<'a, T>,
        _deadline: Option<Instant>,
    ) -> Option<MutexGuard<'a, T>> {
        Some(guard)
    }
}

use dispatcher::Dispatcher;
use sync::told;

/// A place with a worker is for one. With a pause all have to look at the clock, since when it is
/// over nobody tells them.
#[test]
fn all_are_told_of_a_pause() {
    let deaths = Deaths::new(1, Duration::from_secs(3_600));
    let dispatcher = Dispatcher::new(3, deaths, |_: &u32| ());
    let [mut lives, dies, _kept] = [(); 3].map(|()| dispatcher.take().unwrap());
    lives.started(1).unwrap();
    assert_eq!(told(|| lives.rest()), ["one"]);
    assert_eq!(told(|| dies.stillborn("dead".into())), ["all", "one"]);
    assert_eq!(dispatcher.ended(), None, "it is a pause, and not the end");
}
