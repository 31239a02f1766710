//! A waiter that is woken for room and then dropped takes the wake-up along.

use crate::source::*;

#[path = "../../src/pool.rs"]
mod pool;
#[path = "../../bugs/room_wake_dropped.rs"]
mod room;
#[path = "../models/rooms.rs"]
mod rooms;

seam::must_fail!(rooms::a_dropped_waiter_passes_its_wake_on, "deadlock");
