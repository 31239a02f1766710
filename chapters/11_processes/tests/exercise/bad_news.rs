//! The exercise `bad_news` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/bad_news.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check("bad_news", seam::model::Bound::Exhaustive, exercise::model);
}
