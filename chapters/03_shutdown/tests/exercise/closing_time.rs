//! The exercise `closing_time` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/closing_time.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "closing_time",
        seam::model::Bound::Exhaustive,
        exercise::model,
    );
}
