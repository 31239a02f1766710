//! A task waits for room in the queue that only its own worker could empty.

use crate::source::*;

#[path = "../../bugs/waits_for_itself.rs"]
mod pool;
#[path = "../models/pools.rs"]
mod pools;

seam::must_fail!(pools::a_task_never_waits_for_room, "deadlock");
