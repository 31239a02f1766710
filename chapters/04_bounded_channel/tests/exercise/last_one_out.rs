//! The exercise `last_one_out` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/last_one_out.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "last_one_out",
        seam::model::Bound::Exhaustive,
        exercise::model,
    );
}
