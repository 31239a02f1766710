//! Senders and receivers wait on one condvar, and `notify_one` may wake the wrong kind.

use crate::source::*;

#[path = "../../src/channel.rs"]
mod channel;
#[path = "../models/channels.rs"]
mod channels;
#[path = "../../bugs/one_condvar.rs"]
mod queue;

seam::must_fail!(channels::two_senders_and_two_receivers, "deadlock");
