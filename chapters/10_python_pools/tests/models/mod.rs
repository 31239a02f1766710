//! What loom checks in chapter 10. `tests/loom.rs` runs these on the source, and each
//! `tests/bug_*.rs` on a planted bug. Main is one of the threads in each.
#![allow(unused_imports, dead_code)] // a planted bug runs one model of many

mod executors;

pub use executors::*;
