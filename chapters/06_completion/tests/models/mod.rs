//! What loom checks in chapter 6. `tests/loom.rs` runs these on the source, and each
//! `tests/bug_*.rs` on a planted bug. Main is one of the threads in each.

#![allow(unused_imports)] // a planted bug runs one model of many

mod maps;
mod waits;

pub use maps::*;
pub use waits::*;
