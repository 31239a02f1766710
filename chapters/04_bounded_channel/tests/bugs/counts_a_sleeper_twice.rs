//! The one who notifies takes a sleeper off the count, and the sleeper does it once more. The next
//! one sleeps uncounted.

use crate::source::*;

#[path = "../../src/channel.rs"]
mod channel;
#[path = "../models/channels.rs"]
mod channels;
#[path = "../../src/queue.rs"]
mod queue;
#[path = "../../bugs/counts_a_sleeper_twice.rs"]
mod sleepers;

seam::must_fail!(channels::two_senders_and_two_receivers, "deadlock");
