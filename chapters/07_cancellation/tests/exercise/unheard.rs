//! The exercise `unheard`: the reader mends `exercise/unheard.rs` until the models pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/unheard.rs"]
mod token;
#[path = "../models/tokens.rs"]
mod tokens;

seam::tests! {
    tokens:
        token_against_task,
        all_who_sleep_hear,
        a_child_wakes_its_own,
        a_parent_wakes_its_child,
        a_deadline_is_a_cancellation,
}
