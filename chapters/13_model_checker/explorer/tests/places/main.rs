//! Chapter 4's queue alone, without the channel's hands: small enough to be drawn. The package
//! `contract` has this over loom, too, for what loom did.
#![allow(dead_code, unused_imports, reason = "the models use a part of the API")]
#![allow(
    clippy::duplicate_mod,
    reason = "a planted bug compiles a file once more"
)]

mod bugs;
mod models;
mod source;

use source::queue;

seam::tests! { models: two_senders_and_two_receivers }
