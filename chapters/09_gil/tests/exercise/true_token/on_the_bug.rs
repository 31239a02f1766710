//! The exercise `true_token` on the bug, which the reader's model has to catch.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../../exercise/true_token.rs"]
pub mod exercise;
#[path = "../../../bugs/panic_keeps_it_free.rs"]
mod gil;
