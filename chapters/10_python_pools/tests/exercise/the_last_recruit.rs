//! The exercise `the_last_recruit` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/the_last_recruit.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "the_last_recruit",
        seam::model::Bound::Exhaustive,
        exercise::model,
    );
}
