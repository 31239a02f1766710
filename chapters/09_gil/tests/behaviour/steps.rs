//! The steps of the exercises: what the reader's source is asked, ours is asked too.

#[allow(clippy::module_inception, reason = "the steps are about one file")]
#[path = "../exercise/gil.rs"]
mod gil;
