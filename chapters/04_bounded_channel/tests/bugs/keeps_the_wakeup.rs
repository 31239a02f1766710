//! While one wake-up is in flight the others are saved. The one that was woken takes its value, and wakes nobody
//! for the next.

use crate::source::*;

#[path = "../../src/channel.rs"]
mod channel;
#[path = "../models/channels.rs"]
mod channels;
#[path = "../../bugs/keeps_the_wakeup.rs"]
mod queue;

seam::must_fail!(channels::two_values_wake_two, "deadlock");
