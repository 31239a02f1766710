//! The exercise `true_token` on our source: the reader's model has to pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/true_token.rs"]
mod exercise;
mod on_the_bug;

seam::breaks!(seam::model::Bound::Exhaustive);
