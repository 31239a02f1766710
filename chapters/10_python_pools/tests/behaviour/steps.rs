//! The steps of the exercises: what the reader's source is asked, ours is asked too.

#[path = "../exercise/lazy_workers.rs"]
mod lazy_workers;
