//! The exercise `second_task` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/second_task.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check(
        "second_task",
        seam::model::Bound::Exhaustive,
        exercise::model,
    );
}
