//! The flag is looked at under one lock and the value pushed under the next: a closing in between loses the value.

use crate::source::*;

#[path = "../../src/channel.rs"]
mod channel;
#[path = "../models/channels.rs"]
mod channels;
#[path = "../../bugs/closed_before_push.rs"]
mod queue;

seam::must_fail!(channels::try_send_against_close, "the value is lost");
