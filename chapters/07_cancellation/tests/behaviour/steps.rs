//! The steps of the exercises: what the reader's source is asked, ours is asked too.

#[path = "../exercise/claim.rs"]
mod claim;

#[path = "../exercise/token.rs"]
mod token;
