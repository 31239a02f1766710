//! The steps of the exercises: what the reader's source is asked, ours is asked too.

#[path = "../exercise/pool_1.rs"]
mod pool_1;
