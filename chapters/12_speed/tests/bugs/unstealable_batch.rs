//! What a worker has taken is its own. A task behind a long one waits for it, while others sleep.

use crate::source::*;

#[path = "../models/rungs.rs"]
mod rungs;
#[path = "../../bugs/unstealable_batch.rs"]
mod stealing;

seam::must_fail!(rungs::a_batch_can_be_stolen, "deadlock");
