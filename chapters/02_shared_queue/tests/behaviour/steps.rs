//! The steps of the exercises: what the reader's source is asked, ours is asked too.

#[path = "../exercise/pool_2.rs"]
mod pool_2;
