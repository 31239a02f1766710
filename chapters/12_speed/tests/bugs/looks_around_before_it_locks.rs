//! A worker looks through the batches first and locks second. In between another takes all there is, and the worker sleeps beside it.

use crate::source::*;

#[path = "../models/rungs.rs"]
mod rungs;
#[path = "../../bugs/looks_around_before_it_locks.rs"]
mod stealing;

seam::must_fail!(rungs::a_batch_can_be_stolen, "deadlock");
