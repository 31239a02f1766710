//! The exercise `woken_for_nothing` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/woken_for_nothing.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "woken_for_nothing",
        seam::model::Bound::Exhaustive,
        exercise::model,
    );
}
