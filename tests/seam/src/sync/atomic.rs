//! loom's atomics, whose operations are written down.

#![allow(
    missing_docs,
    reason = "the face of std's types, and theirs is the documentation"
)]

pub use loom::sync::atomic::*;

use crate::recorder::{self, Object};
use std::panic::Location;

/// Has it been? std's, and so nothing to explore.
type Once = std::sync::atomic::AtomicBool;

macro_rules! wrap {
    ($($name:ident $value:ty: $($read_and_change:ident)*),+ $(,)?) => { $(
        pub struct $name(loom::sync::atomic::$name, Object, Once);

        impl $name {
            #[track_caller]
            pub fn new(value: $value) -> $name {
                let object = Object::new(Some(Location::caller()));
                $name(loom::sync::atomic::$name::new(value), object, Once::default())
            }

            #[track_caller]
            pub fn load(&self, order: Ordering) -> $value {
                let value = self.0.load(order);
                recorder::step("load", Some(self.1), value);
                value
            }

            #[track_caller]
            pub fn store(&self, value: $value, order: Ordering) {
                self.0.store(value, order);
                recorder::step("store", Some(self.1), value);
            }

            #[track_caller]
            pub fn compare_exchange(
                &self,
                old: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let found = self.0.compare_exchange(old, new, success, failure);
                match found {
                    Ok(_) => recorder::step("change", Some(self.1), format_args!("{old} to {new}")),
                    Err(found) => recorder::step(
                        "change",
                        Some(self.1),
                        format_args!("{old} to {new}: it is {found}"),
                    ),
                }
                found
            }

            /// Each atomic's first one fails for no reason: so all that need a loop have to have it.
            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                old: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                match self.2.swap(true, Ordering::SeqCst) {
                    true => self.compare_exchange(old, new, success, failure),
                    false => Err(self.load(failure)),
                }
            }

            /// The loop that std's is.
            #[track_caller]
            pub fn fetch_update(
                &self,
                success: Ordering,
                failure: Ordering,
                mut update: impl FnMut($value) -> Option<$value>,
            ) -> Result<$value, $value> {
                let mut old = self.load(failure);
                while let Some(new) = update(old) {
                    match self.compare_exchange(old, new, success, failure) {
                        Ok(old) => return Ok(old),
                        Err(found) => old = found,
                    }
                }
                Err(old)
            }

            $(#[track_caller]
            pub fn $read_and_change(&self, value: $value, order: Ordering) -> $value {
                let old = self.0.$read_and_change(value, order);
                recorder::step(
                    stringify!($read_and_change),
                    Some(self.1),
                    format_args!("{value}: it was {old}"),
                );
                old
            })*
        }
    )+ };
}

wrap! {
    AtomicBool bool: swap fetch_and fetch_or,
    AtomicU8 u8: swap fetch_add fetch_sub,
    AtomicU32 u32: swap fetch_add fetch_sub,
    AtomicU64 u64: swap fetch_add fetch_sub,
    AtomicUsize usize: swap fetch_add fetch_sub,
}
