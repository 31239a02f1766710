//! The exercise `only_a_signal` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/only_a_signal.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "only_a_signal",
        seam::model::Bound::Preemptions(3),
        exercise::model,
    );
}
