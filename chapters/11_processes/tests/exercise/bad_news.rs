//! The exercise `bad_news` on our source: the reader's model has to pass.

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/bad_news.rs"]
mod exercise;
mod on_the_bug;

seam::breaks!(seam::model::Bound::Exhaustive);
