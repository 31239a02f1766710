//! A value is taken without waiting, and the sender that waits for room is not told.

use crate::source::*;

#[path = "../../src/channel.rs"]
mod channel;
#[path = "../models/channels.rs"]
mod channels;
#[path = "../../bugs/try_pop_wakes_nobody.rs"]
mod queue;

seam::must_fail!(channels::try_recv_makes_room, "deadlock");
