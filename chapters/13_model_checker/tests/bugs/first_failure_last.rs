//! The search stops at the first end that is wrong, and never sees the others.

use crate::engine::*;

#[path = "../../src/arc.rs"]
pub mod arc;
#[path = "../../src/atomics.rs"]
pub mod atomics;
#[path = "../../src/execution.rs"]
mod execution;
#[path = "../../src/imp.rs"]
mod imp;
#[path = "../engine/models.rs"]
mod models;
#[path = "../../src/panics.rs"]
mod panics;
#[path = "../../src/run.rs"]
mod run;
#[path = "../../bugs/first_failure_last.rs"]
mod search;
#[path = "../../src/stage.rs"]
mod stage;
#[path = "../../src/sync.rs"]
mod sync;
#[path = "../../src/thread.rs"]
mod thread;
#[path = "../../src/time.rs"]
mod time;

seam::must_fail!(models::every_end_is_found, "an end was not found");
