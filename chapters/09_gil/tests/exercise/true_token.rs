//! The exercise `true_token` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/true_token.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "true_token",
        seam::model::Bound::Exhaustive,
        exercise::model,
    );
}
