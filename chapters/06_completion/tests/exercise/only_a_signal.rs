//! The exercise `only_a_signal` on our source: the reader's model has to pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/only_a_signal.rs"]
mod exercise;
mod on_the_bug;

seam::breaks!(seam::model::Bound::Preemptions(3));
