//! The exercise `two_who_wait` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/two_who_wait.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "two_who_wait",
        seam::model::Bound::Exhaustive,
        exercise::model,
    );
}
