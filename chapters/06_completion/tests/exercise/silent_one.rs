//! The exercise `silent_one`: the reader mends `exercise/silent_one.rs` until the models pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/silent_one.rs"]
mod wait;
#[path = "../models/waits.rs"]
mod waits;

seam::tests! {
    waits:
        wait_for_the_first,
        wait_for_the_first_exception,
        wait_hands_out_all_that_is_done,
        wait_for_all,
        wait_gives_up_in_time,
}
