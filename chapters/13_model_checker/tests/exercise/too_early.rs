//! The exercise `too_early` on our source: the reader's model has to pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/too_early.rs"]
mod exercise;
mod on_the_bug;

seam::breaks!(seam::model::Bound::Exhaustive);
