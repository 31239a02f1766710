//! The exercise `whose_lock` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/whose_lock.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "whose_lock",
        seam::model::Bound::Exhaustive,
        exercise::model,
    );
}
