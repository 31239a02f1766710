//! The steps of the exercises: what the reader's source is asked, ours is asked too.

#[path = "../exercise/as_completed.rs"]
mod as_completed;

#[path = "../exercise/wait_6.rs"]
mod wait_6;
