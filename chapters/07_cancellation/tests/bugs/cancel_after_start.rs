//! `cancel` looks first and writes later, and reports success though the task has started.

use crate::source::*;

#[path = "../../bugs/cancel_after_start.rs"]
mod claim;
#[path = "../models/claims.rs"]
mod claims;

seam::must_fail!(claims::cancel_against_start, "both won, or neither");
