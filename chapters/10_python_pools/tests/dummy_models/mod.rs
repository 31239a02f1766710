//! What loom checks of `multiprocessing.dummy.Pool`. `tests/loom_dummy.rs` runs these on the
//! source, and a `tests/bug_*.rs` on a planted bug. Main is one of the threads in each.
#![allow(unused_imports, dead_code)] // a planted bug runs one model of many

mod calls;
mod maps;

pub use calls::*;
pub use maps::*;
