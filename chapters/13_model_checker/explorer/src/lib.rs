//! What the chapters' tests call `seam`, once more: chapter 13's checker in the place of loom, and the
//! waker that is foreign code, which is the same for both.

pub use chapter13::*;

#[path = "../../../../tests/seam/src/foreign.rs"]
pub mod foreign;
