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
        a_parent_wakes_its_child,
        a_deadline_is_a_cancellation,
}
