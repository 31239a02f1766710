//! The exercise `two_locks` on our source: the reader's model has to pass.

use crate::source::*;

#[path = "../../exercise/two_locks.rs"]
mod exercise;
mod on_the_bug;

#[test]
fn the_source_passes() {
    seam::model::check("two_locks", seam::model::Bound::Exhaustive, exercise::model);
}
