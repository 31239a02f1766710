//! `Arc`: whose handle is the last one?

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

use std::fmt;
use std::mem;
use std::ops::Deref;
use std::panic::Location;

use super::execution::current;
use super::os::sync;
use super::step::Op;

/// std's, but the drop of a handle is a step if it matters: if there are others, one of which may
/// be dropped first, and if the last one has something to run.
pub struct Arc<T> {
    /// `None` only in the middle of its drop.
    shared: Option<sync::Arc<Counted<T>>>,
}

struct Counted<T> {
    value: T,
    number: Option<usize>,
}

impl<T> Drop for Counted<T> {
    fn drop(&mut self) {
        if let (Some((execution, _)), Some(_)) = (current(), self.number) {
            execution.silently(|world| world.alive -= 1);
        }
    }
}

impl<T> Arc<T> {
    #[track_caller]
    pub fn new(value: T) -> Arc<T> {
        let at = Location::caller();
        let number =
            current().map(|(execution, me)| execution.silently(|world| world.handles(me, at)));
        let shared = Some(sync::Arc::new(Counted { value, number }));
        Arc { shared }
    }

    pub fn ptr_eq(one: &Arc<T>, other: &Arc<T>) -> bool {
        sync::Arc::ptr_eq(one.counted(), other.counted())
    }

    /// A step: others may drop theirs before it, or after.
    #[track_caller]
    pub fn strong_count(handle: &Arc<T>) -> usize {
        let counted = handle.counted();
        let Some((execution, me)) = current() else {
            return sync::Arc::strong_count(counted);
        };
        if let Some(number) = counted.number {
            execution.step(me, Op::Access(number, "strong_count"), Location::caller());
        }
        let count = sync::Arc::strong_count(counted);
        execution.silently(|world| world.sees(me, count));
        count
    }

    fn counted(&self) -> &sync::Arc<Counted<T>> {
        self.shared.as_ref().expect("it is there until its drop")
    }
}

impl<T> Clone for Arc<T> {
    /// No step: who clones has a handle, so it is not the last one before or after.
    fn clone(&self) -> Arc<T> {
        let shared = Some(sync::Arc::clone(self.counted()));
        Arc { shared }
    }
}

impl<T> Drop for Arc<T> {
    fn drop(&mut self) {
        let counted = self.shared.take().expect("it is there until its drop");
        let Some((execution, me)) = current() else {
            return;
        };
        if let (true, Some(number)) = (mem::needs_drop::<T>(), counted.number) {
            // Alone, it is the last whatever the others do: no step.
            if sync::Arc::strong_count(&counted) > 1 {
                execution.step(me, Op::Release(number), Location::caller());
            }
            let last = sync::Arc::strong_count(&counted) == 1;
            execution.silently(|world| world.sees(me, last));
        }
        drop(counted); // if it is the last, the value goes now
    }
}

impl<T> Deref for Arc<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.counted().value
    }
}

impl<T: fmt::Debug> fmt::Debug for Arc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Default> Default for Arc<T> {
    fn default() -> Arc<T> {
        Arc::new(T::default())
    }
}
