//! What loom checks in chapter 7. `tests/loom.rs` runs these on the source, and each
//! `tests/bug_*.rs` on a planted bug. Main is one of the threads in each.
#![allow(unused_imports)] // a planted bug runs one model of many

mod claims;
mod pools;
mod tokens;

pub use claims::*;
pub use pools::*;
pub use tokens::*;
