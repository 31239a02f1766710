//! The map settles, and what its function captured is still there.

use crate::source::*;

#[path = "../../src/dummy.rs"]
mod dummy;
#[path = "../../src/dummy_map.rs"]
mod dummy_map;
#[path = "../models/maps.rs"]
mod maps;
#[path = "../../bugs/settles_before_it_drops.rs"]
mod share;

seam::must_fail!(maps::a_map_is_settled_once, "still holds what it captured");
