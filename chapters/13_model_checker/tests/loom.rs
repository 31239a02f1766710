//! Chapter 13 under loom: the very source of `src/turns.rs`. And the planted bugs, also those of
//! the search, which loom has no part in.
#![allow(dead_code, unused_imports, reason = "the models use a part of the API")]
#![allow(
    clippy::duplicate_mod,
    reason = "a planted bug compiles a file once more"
)]

#[cfg(not(feature = "exercise"))] // these are about our source, not the reader's
mod bugs;
#[cfg(not(feature = "exercise"))]
mod engine;
mod source;

use source::models;

seam::tests! {
    models:
        a_turn_is_not_lost,
        one_runs_at_a_time,
}
