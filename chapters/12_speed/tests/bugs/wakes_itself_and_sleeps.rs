//! A worker counts itself as notified and has no look left. It sleeps, and everybody takes it for one that is on its way.

use crate::source::*;

#[path = "../../bugs/wakes_itself_and_sleeps.rs"]
mod queue;
#[path = "../models/queues.rs"]
mod queues;

seam::must_fail!(queues::two_values_wake_two_workers, "deadlock");
