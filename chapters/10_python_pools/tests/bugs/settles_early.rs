//! The first chunk that ends with no other at work ends the whole map.

use crate::source::*;

#[path = "../../src/call.rs"]
mod call;
#[path = "../../src/dummy.rs"]
mod dummy;
#[path = "../../src/dummy_map.rs"]
mod dummy_map;
#[path = "../models/maps.rs"]
mod maps;
#[path = "../../bugs/settles_early.rs"]
mod progress;
#[path = "../../src/share.rs"]
mod share;

seam::must_fail!(maps::a_map_is_settled_once, "an item is missing");
