//! The poll looks for the outcome and then registers: it can come in between.

use crate::source::*;

#[path = "../../src/abort.rs"]
mod abort;
#[path = "../models/awaits.rs"]
mod awaits;
#[path = "../../bugs/looks_then_registers.rs"]
mod future;

seam::must_fail!(awaits::replace_against_wake, "deadlock");
