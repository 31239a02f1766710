//! The exercise `one_seat`: the reader mends `exercise/one_seat.rs` until the models pass.

use crate::source::*;

#[path = "../models/mod.rs"]
mod models;
#[rustfmt::skip]
#[path = "../../exercise/one_seat.rs"]
mod turns;

seam::tests! {
    models:
        a_turn_is_not_lost,
        one_runs_at_a_time,
}
