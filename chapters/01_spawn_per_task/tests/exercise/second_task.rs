//! The exercise `second_task` on our source: the reader's model has to pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/second_task.rs"]
mod exercise;
mod on_the_bug;

seam::breaks!(seam::model::Bound::Exhaustive);
