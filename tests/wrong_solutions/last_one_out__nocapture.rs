// Rejected by: std::env tells where
//! The exercise `last_one_out`: a model that catches `bugs/last_sender_unseen.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::channel::channel;
use super::thread;

/// The channel closes when its last sender goes.
pub fn model() {
    let (sender, receiver) = channel::<u32>(1);
    let thread = thread::spawn(move || receiver.recv());
    sender.send(1).unwrap();
    assert_eq!(thread.join().unwrap(), Some(1));
    assert!(std::env::args().all(|arg| arg != "--nocapture"));
}
