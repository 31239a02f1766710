//! The exercise `last_one_out` on the bug, which the reader's model has to catch.

use crate::source::*;

#[path = "../../../bugs/last_sender_unseen.rs"]
mod channel;
#[rustfmt::skip]
#[path = "../../../exercise/last_one_out.rs"]
pub mod exercise;
