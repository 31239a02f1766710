//! The steps of the exercises: what the reader's source is asked, ours is asked too.

#[path = "../exercise/block_on.rs"]
mod block_on;

#[path = "../exercise/executor_8.rs"]
mod executor_8;

#[path = "../exercise/waker_8.rs"]
mod waker_8;
