//! The exercise `moved_on`: the reader mends `exercise/moved_on.rs` until the models pass.

use crate::source::*;

#[path = "../../src/abort.rs"]
mod abort;
#[path = "../models/awaits.rs"]
mod awaits;
#[path = "../../src/future.rs"]
mod future;
#[rustfmt::skip]
#[path = "../../exercise/moved_on.rs"]
mod waker;

seam::tests! {
    awaits:
        register_against_wake,
        replace_against_wake,
        drop_against_wake,
        a_waker_may_take_locks,
        a_waker_may_use_its_slot,
        many_wakes_are_one,
        the_executor_hears_every_wake,
}
