//! A worker that was woken finds a value in front, takes it and is gone. It is counted as on its way for ever, and nobody is woken any more.

use crate::source::*;

#[path = "../../bugs/the_quick_way_home.rs"]
mod queue;
#[path = "../models/queues.rs"]
mod queues;

seam::must_fail!(queues::a_worker_is_woken_again, "deadlock");
