//! Atomics: each operation is a step. Whatever its ordering, it is done as if all were `SeqCst`:
//! what a weaker one lets a machine do, this checker does not see. loom does.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

pub use super::os::sync::atomic::Ordering;

use std::panic::Location;

use super::execution::current;
use super::os::sync::atomic;
use super::step::Op;

macro_rules! atomics {
    ($($name:ident $value:ty: $($change:ident)*),+ $(,)?) => { $(
        /// Std's, watched.
        pub struct $name {
            value: atomic::$name,
            number: Option<usize>,
        }

        impl $name {
            #[track_caller]
            pub fn new(value: $value) -> $name {
                let at = Location::caller();
                let number = current().map(|(execution, me)| {
                    execution.silently(|world| world.atomic(me, u64::from_value(value), at))
                });
                let value = atomic::$name::new(value);
                $name { value, number }
            }

            #[track_caller]
            fn step<R: Copy>(
                &self,
                what: &'static str,
                work: impl FnOnce(&atomic::$name) -> R,
                answer: impl FnOnce(R) -> u64,
            ) -> R {
                let watched = current().zip(self.number);
                if let Some(((execution, me), number)) = watched.as_ref().filter(|_| what != "store") {
                    execution.step(*me, Op::Access(*number, what), Location::caller());
                }
                let result = work(&self.value);
                if let Some(((execution, me), number)) = watched {
                    let value = u64::from_value(self.value.load(Ordering::SeqCst));
                    let answer = answer(result);
                    execution.silently(|world| world.accessed(me, number, answer, value));
                }
                result
            }

            #[track_caller]
            pub fn load(&self, _order: Ordering) -> $value {
                self.step("load", |value| value.load(Ordering::SeqCst), u64::from_value)
            }

            #[track_caller]
            pub fn store(&self, new: $value, _order: Ordering) {
                self.step("store", |value| value.store(new, Ordering::SeqCst), |()| 0)
            }

            #[track_caller]
            pub fn compare_exchange(
                &self,
                old: $value,
                new: $value,
                _success: Ordering,
                _failure: Ordering,
            ) -> Result<$value, $value> {
                let all = Ordering::SeqCst;
                self.step(
                    "compare_exchange",
                    |value| value.compare_exchange(old, new, all, all),
                    |found| match found {
                        Ok(value) => u64::from_value(value),
                        Err(value) => u64::from_value(value),
                    },
                )
            }

            $(#[track_caller]
            pub fn $change(&self, operand: $value, _order: Ordering) -> $value {
                let all = Ordering::SeqCst;
                self.step(stringify!($change), |value| value.$change(operand, all), u64::from_value)
            })*
        }
    )+ };
}

/// Any value, as the key has it.
trait FromValue<T> {
    fn from_value(value: T) -> u64;
}

macro_rules! from_value {
    ($($value:ty),+) => { $(
        impl FromValue<$value> for u64 {
            fn from_value(value: $value) -> u64 {
                value as u64
            }
        }
    )+ };
}

from_value!(bool, u8, u32, u64, usize);

atomics! {
    AtomicBool bool: swap fetch_and fetch_or,
    AtomicU8 u8: swap fetch_add fetch_sub,
    AtomicU32 u32: swap fetch_add fetch_sub,
    AtomicU64 u64: swap fetch_add fetch_sub,
    AtomicUsize usize: swap fetch_add fetch_sub,
}

impl Default for AtomicBool {
    #[track_caller]
    fn default() -> AtomicBool {
        AtomicBool::new(false)
    }
}
