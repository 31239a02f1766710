//! The steps of the exercises: what the reader's source is asked, ours is asked too.

#[path = "../exercise/future_5.rs"]
mod future_5;

#[path = "../exercise/pool_5.rs"]
mod pool_5;
