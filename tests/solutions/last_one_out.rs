//! The exercise `last_one_out`: a model that catches `bugs/last_sender_unseen.rs`.
//!
//! loom runs `model` in every order. It fails if one of them panics or never ends.
#![allow(unused_imports)] // until the model is there

use super::channel::channel;
use super::thread;

/// The channel closes when its last sender goes.
pub fn model() {
    let (sender, receiver) = channel::<u32>(1);
    let other = sender.clone();
    let thread = thread::spawn(move || drop(other));
    drop(sender);
    assert_eq!(receiver.recv(), None);
    thread.join().unwrap();
}
