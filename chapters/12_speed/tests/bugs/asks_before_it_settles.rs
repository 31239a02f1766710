//! Who runs the task asks first whether anybody waits, and stores the outcome under the next lock. In between somebody begins to.

use crate::source::*;

#[path = "../../bugs/asks_before_it_settles.rs"]
mod one_allocation;
#[path = "../models/rungs.rs"]
mod rungs;

seam::must_fail!(rungs::the_result_is_waited_for, "deadlock");
