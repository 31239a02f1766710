//! A receiver that is notified as its time runs out gives up, and the notify is wasted.

use crate::source::*;

#[path = "../../src/channel.rs"]
mod channel;
#[path = "../models/channels.rs"]
mod channels;
#[path = "../../bugs/clock_before_state.rs"]
mod queue;

seam::must_fail!(channels::a_timeout_wastes_no_wakeup, "deadlock");
