//! The exercise `only_a_signal` on the bug, which the reader's model has to catch.

use crate::source::*;

#[path = "../../../bugs/room_for_one.rs"]
mod as_completed;
#[rustfmt::skip]
#[path = "../../../exercise/only_a_signal.rs"]
pub mod exercise;
#[path = "../../../src/wait.rs"]
mod wait;
