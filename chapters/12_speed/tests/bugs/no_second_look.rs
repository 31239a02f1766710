//! A producer finds the queue full from the back, and goes to sleep at the front without another look. Meanwhile the last value was taken.

use crate::source::*;

#[path = "../../bugs/no_second_look.rs"]
mod queue;
#[path = "../models/queues.rs"]
mod queues;

seam::must_fail!(queues::a_producer_waits_for_room, "deadlock");
