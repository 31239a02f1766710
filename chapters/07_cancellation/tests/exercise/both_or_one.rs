//! The exercise `both_or_one` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/both_or_one.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "both_or_one",
        seam::model::Bound::Exhaustive,
        exercise::model,
    );
}
