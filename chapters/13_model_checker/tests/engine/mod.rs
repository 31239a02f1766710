//! The whole checker once more, as modules: a planted bug takes most of it from here.

/// As in the crate's root.
pub mod os {
    pub use std::{sync, thread, thread_local, time};
}

#[path = "../../src/arc.rs"]
pub mod arc;
#[path = "../../src/atomics.rs"]
pub mod atomics;
#[path = "../../src/births.rs"]
pub mod births;
#[path = "../../src/choices.rs"]
pub mod choices;
#[path = "../../src/execution.rs"]
pub mod execution;
#[path = "../../src/fold.rs"]
pub mod fold;
#[path = "../../src/fringe.rs"]
pub mod fringe;
#[path = "../../src/graph.rs"]
pub mod graph;
#[path = "../../src/imp.rs"]
pub mod imp;
#[path = "../../src/local.rs"]
pub mod local;
#[path = "../../src/looks.rs"]
pub mod looks;
#[path = "../../src/moves.rs"]
pub mod moves;
#[path = "../../src/names.rs"]
pub mod names;
#[path = "../../src/panics.rs"]
pub mod panics;
#[path = "../../src/rules.rs"]
pub mod rules;
#[path = "../../src/run.rs"]
pub mod run;
#[path = "../../src/search.rs"]
pub mod search;
#[path = "../../src/stack.rs"]
pub mod stack;
#[path = "../../src/stage.rs"]
pub mod stage;
#[path = "../../src/step.rs"]
pub mod step;
#[path = "../../src/sync.rs"]
pub mod sync;
#[path = "../../src/thread.rs"]
pub mod thread;
#[path = "../../src/time.rs"]
pub mod time;
#[path = "../../src/turns.rs"]
pub mod turns;
#[path = "../../src/world.rs"]
pub mod world;

pub mod models;
