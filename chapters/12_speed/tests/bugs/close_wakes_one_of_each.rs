//! The closing notifies one worker and one producer. The others sleep on.

use crate::source::*;

#[path = "../../bugs/close_wakes_one_of_each.rs"]
mod queue;
#[path = "../models/queues.rs"]
mod queues;

seam::must_fail!(queues::close_wakes_every_worker, "deadlock");
