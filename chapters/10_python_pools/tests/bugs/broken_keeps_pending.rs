//! The pool breaks, and what was pending stays in the queue for ever.

use crate::source::*;

#[path = "../../src/broken.rs"]
mod broken;
#[path = "../../src/executor.rs"]
mod executor;
#[path = "../models/executors.rs"]
mod executors;
#[path = "../../src/staff.rs"]
mod staff;
#[path = "../../bugs/broken_keeps_pending.rs"]
mod work;

seam::must_fail!(executors::a_failing_initializer_settles_all, "deadlock");
