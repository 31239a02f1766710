//! `sync`, as far as the chapters use it, in a program that is searched.
//!
//! Outside of one, where there is no execution (a destructor that runs when its thread has
//! ended), these do what std's do, and nobody is told.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

pub use super::arc::Arc;
pub use super::atomics as atomic;

use std::ops::{Deref, DerefMut};
use std::panic::Location;

use super::execution::current;
use super::os;
use super::os::sync::{LockResult, PoisonError};
use super::os::time::Duration;
use super::step::Op;

/// The checker says who holds it. The lock of std's behind it holds the data, and is never
/// contended. A panic does not poison it: nor does it loom's.
pub struct Mutex<T> {
    number: Option<usize>,
    data: os::sync::Mutex<T>,
}

pub struct MutexGuard<'a, T> {
    /// Dropped before the unlock is known to anybody.
    data: Option<os::sync::MutexGuard<'a, T>>,
    lock: &'a Mutex<T>,
}

impl<T> Mutex<T> {
    #[track_caller]
    pub fn new(data: T) -> Mutex<T> {
        let at = Location::caller();
        let made = |(execution, me): (os::sync::Arc<super::execution::Execution>, usize)| {
            execution.silently(|world| world.lock(me, at))
        };
        Mutex {
            number: current().map(made),
            data: os::sync::Mutex::new(data),
        }
    }

    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        if let (Some((execution, me)), Some(number)) = (current(), self.number) {
            execution.step(me, Op::Lock(number), Location::caller());
        }
        Ok(self.enter())
    }

    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.owned();
        Ok(self.data.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    /// Nobody else can reach it: no step, but what was done to it is seen.
    fn owned(&self) {
        if let (Some((execution, me)), Some(number)) = (current(), self.number) {
            execution.silently(|world| world.owns(me, number));
        }
    }

    fn enter(&self) -> MutexGuard<'_, T> {
        let data = self.data.lock().unwrap_or_else(PoisonError::into_inner);
        let data = Some(data);
        MutexGuard { data, lock: self }
    }
}

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}

impl<T> Drop for Mutex<T> {
    fn drop(&mut self) {
        self.owned(); // the data is dropped next, and its destructor is the program's, too
    }
}

impl<T> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        if self.data.take().is_none() {
            return; // a wait has given it up
        }
        if let (Some((execution, me)), Some(number)) = (current(), self.lock.number) {
            execution.silently(|world| world.unlock(me, number));
        }
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data.as_ref().expect("taken only at the end")
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.data.as_mut().expect("taken only at the end")
    }
}

pub struct Condvar(Option<usize>);

#[allow(
    clippy::new_without_default,
    reason = "no chapter makes one by default"
)]
impl Condvar {
    #[track_caller]
    pub fn new() -> Condvar {
        let at = Location::caller();
        Condvar(current().map(|(execution, me)| execution.silently(|world| world.condvar(me, at))))
    }

    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        Ok(self.sleep(guard, false))
    }

    /// Ends by a notify, or when it gets late.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        _timeout: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, ())> {
        Ok((self.sleep(guard, true), ()))
    }

    #[track_caller]
    fn sleep<'a, T>(&self, mut guard: MutexGuard<'a, T>, timed: bool) -> MutexGuard<'a, T> {
        let lock = guard.lock;
        guard.data = None;
        if let (Some((execution, me)), Some(number), Some(own)) = (current(), lock.number, self.0) {
            execution.wait(me, (own, number, timed), Location::caller());
        }
        lock.enter()
    }

    #[track_caller]
    pub fn notify_one(&self) {
        self.notify(Op::NotifyOne);
    }

    #[track_caller]
    pub fn notify_all(&self) {
        self.notify(Op::NotifyAll);
    }

    #[track_caller]
    fn notify(&self, op: fn(usize) -> Op) {
        if let (Some((execution, me)), Some(own)) = (current(), self.0) {
            execution.step(me, op(own), Location::caller());
        }
    }
}
