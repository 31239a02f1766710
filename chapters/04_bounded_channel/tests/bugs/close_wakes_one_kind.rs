//! The closing wakes the receivers and forgets the senders.

use crate::source::*;

#[path = "../../src/channel.rs"]
mod channel;
#[path = "../models/channels.rs"]
mod channels;
#[path = "../../bugs/close_wakes_one_kind.rs"]
mod queue;

seam::must_fail!(channels::the_last_receiver_closes, "deadlock");
