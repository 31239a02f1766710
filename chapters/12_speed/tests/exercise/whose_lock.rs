//! The exercise `whose_lock` on our source: the reader's model has to pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/whose_lock.rs"]
mod exercise;
mod on_the_bug;

seam::breaks!(seam::model::Bound::Exhaustive);
