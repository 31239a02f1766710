//! Senders and receivers wait on one condvar, and `notify_one` may wake the wrong kind.

use crate::source::*;

#[path = "../models.rs"]
mod models;
#[path = "../../../../../04_bounded_channel/bugs/one_condvar.rs"]
mod queue;

seam::must_fail!(models::two_senders_and_two_receivers, "deadlock");
