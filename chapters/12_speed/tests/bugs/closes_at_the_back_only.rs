//! The flag is set with the back's lock alone. A producer that has looked, and has the front's, falls asleep after it.

use crate::source::*;

#[path = "../../bugs/closes_at_the_back_only.rs"]
mod queue;
#[path = "../models/queues.rs"]
mod queues;

seam::must_fail!(queues::close_frees_every_producer, "deadlock");
