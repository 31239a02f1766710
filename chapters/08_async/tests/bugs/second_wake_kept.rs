//! A waiter that is woken twice, and sends one value, keeps both wake-ups.

use crate::source::*;

#[path = "../../src/pool.rs"]
mod pool;
#[path = "../../bugs/second_wake_kept.rs"]
mod room;
#[path = "../models/rooms.rs"]
mod rooms;

seam::must_fail!(rooms::a_second_wake_is_passed_on, "deadlock");
