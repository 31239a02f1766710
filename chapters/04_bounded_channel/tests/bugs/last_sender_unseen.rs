//! Two last senders look at the count together, and each sees the other. So it is with `Arc::strong_count`.

use crate::source::*;

#[path = "../../bugs/last_sender_unseen.rs"]
mod channel;
#[path = "../models/channels.rs"]
mod channels;

seam::must_fail!(channels::the_last_sender_closes, "deadlock");
