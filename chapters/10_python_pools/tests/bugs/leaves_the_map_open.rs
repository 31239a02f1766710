//! A map whose tasks are all cancelled is never closed, and its list is lost (gh-126743).

use crate::source::*;

#[path = "../../src/call.rs"]
mod call;
#[path = "../../src/dummy.rs"]
mod dummy;
#[path = "../../src/dummy_map.rs"]
mod dummy_map;
#[path = "../models/maps.rs"]
mod maps;
#[path = "../../bugs/leaves_the_map_open.rs"]
mod progress;
#[path = "../../src/share.rs"]
mod share;

seam::must_fail!(maps::terminate_against_a_map, "says so in the value: Lost");
