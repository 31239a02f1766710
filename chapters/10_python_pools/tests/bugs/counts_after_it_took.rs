//! A chunk is taken from the input first, and counted second.

use crate::source::*;

#[path = "../../src/dummy.rs"]
mod dummy;
#[path = "../../src/dummy_map.rs"]
mod dummy_map;
#[path = "../models/maps.rs"]
mod maps;
#[path = "../../bugs/counts_after_it_took.rs"]
mod share;

seam::must_fail!(maps::a_map_is_settled_once, "an item is missing");
