//! The flag is set between the look at it and the falling asleep.

use crate::source::*;

#[path = "../../bugs/flag_without_lock.rs"]
mod token;
#[path = "../models/tokens.rs"]
mod tokens;

seam::must_fail!(tokens::token_against_task, "deadlock");
