//! What the chapters' tests call `seam`, once more: chapter 13's checker in the place of loom. So a
//! chapter's models are compiled as they are, and run here.
//!
//! | what | where |
//! |---|---|
//! | a model, a planted bug, the tests of both | [`model`], [`planted`], `macros` |
//! | what loom did, as a schedule of the checker's | [`recorded`], [`loom`] |
//! | a graph as data, for the page that draws it | [`json`] |
//! | random paths of a graph, taken on the program | [`paths`] |
//! | a waker that is foreign code, the same for both | [`foreign`] |

pub use chapter13::*;

#[path = "../../../../tests/seam/src/foreign.rs"]
pub mod foreign;
pub mod json;
pub mod loom;
mod macros;
pub mod model;
pub mod paths;
pub mod planted;
mod quote;
pub mod recorded;
mod views;
mod walk;
