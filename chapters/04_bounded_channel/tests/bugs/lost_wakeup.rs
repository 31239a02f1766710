//! The receiver looks, gives up the lock, and takes it again to wait: a value can come in between.

use crate::source::*;

#[path = "../../src/channel.rs"]
mod channel;
#[path = "../models/channels.rs"]
mod channels;
#[path = "../../bugs/lost_wakeup.rs"]
mod queue;

seam::must_fail!(channels::a_sender_waits_for_room, "deadlock");
