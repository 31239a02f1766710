//! The locks are taken in either order. A worker has the front and wants the back, a producer has the back and wants the front.

use crate::source::*;

#[path = "../../bugs/both_ways_round.rs"]
mod queue;
#[path = "../models/queues.rs"]
mod queues;

seam::must_fail!(queues::a_producer_waits_for_room, "deadlock");
