//! The exercise `too_early` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/too_early.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check("too_early", seam::model::Bound::Exhaustive, exercise::model);
}
