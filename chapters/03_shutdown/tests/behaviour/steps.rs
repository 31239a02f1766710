//! The steps of the exercises: what the reader's source is asked, ours is asked too.

#[path = "../exercise/queue_3.rs"]
mod queue_3;

#[path = "../exercise/workers_3.rs"]
mod workers_3;
