//! The pool breaks, and what was pending stays in the queue for ever.

use crate::source::*;

#[path = "../../src/executor.rs"]
mod executor;
#[path = "../models/executors.rs"]
mod executors;
#[path = "../../src/lazy_workers.rs"]
mod lazy_workers;
#[path = "../../bugs/broken_keeps_pending.rs"]
mod worker;

seam::must_fail!(executors::a_failing_initializer_settles_all, "deadlock");
