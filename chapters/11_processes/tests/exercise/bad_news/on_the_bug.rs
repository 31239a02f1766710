//! The exercise `bad_news` on the bug, which the reader's model has to catch.

use crate::source::*;

#[path = "../../../src/dispatcher.rs"]
mod dispatcher;
#[rustfmt::skip]
#[path = "../../../exercise/bad_news.rs"]
pub mod exercise;
#[path = "../../../bugs/the_end_wakes_nobody.rs"]
mod taken;
