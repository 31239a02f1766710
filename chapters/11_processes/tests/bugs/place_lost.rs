//! A worker dies, and its place is lost: the pool gets smaller with each death.

use crate::source::*;

#[path = "../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../bugs/place_lost.rs"]
mod taken;

seam::must_fail!(models::a_death_at_any_step_settles_the_task, "deadlock");
