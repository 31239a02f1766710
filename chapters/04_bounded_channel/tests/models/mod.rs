//! What loom checks in chapter 4. `tests/loom.rs` runs these on the source, and each
//! `tests/bug_*.rs` on a planted bug.

#![allow(unused_imports)] // a planted bug runs one model of many

mod channels;
mod pools;

pub use channels::*;
pub use pools::*;
