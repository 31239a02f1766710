//! A thread that takes a lock does not see what was done under it before: states that differ are taken for one.

use crate::engine::*;

#[path = "../../src/arc.rs"]
pub mod arc;
#[path = "../../src/atomics.rs"]
pub mod atomics;
#[path = "../../src/births.rs"]
mod births;
#[path = "../../bugs/merges_too_much.rs"]
mod choices;
#[path = "../../src/execution.rs"]
mod execution;
#[path = "../../src/fold.rs"]
mod fold;
#[path = "../../src/fringe.rs"]
mod fringe;
#[path = "../../src/graph.rs"]
mod graph;
#[path = "../../src/imp.rs"]
mod imp;
#[path = "../../src/looks.rs"]
mod looks;
#[path = "../engine/models.rs"]
mod models;
#[path = "../../src/moves.rs"]
mod moves;
#[path = "../../src/names.rs"]
mod names;
#[path = "../../src/panics.rs"]
mod panics;
#[path = "../../src/run.rs"]
mod run;
#[path = "../../src/search.rs"]
mod search;
#[path = "../../src/stage.rs"]
mod stage;
#[path = "../../src/sync.rs"]
mod sync;
#[path = "../../src/thread.rs"]
mod thread;
#[path = "../../src/time.rs"]
mod time;
#[path = "../../src/world.rs"]
mod world;

seam::must_fail!(models::every_order_is_seen, "has led to two states");
