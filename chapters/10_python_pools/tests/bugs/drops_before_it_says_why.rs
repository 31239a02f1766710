//! What is pending is dropped before it can know that the pool is terminated.

use crate::source::*;

#[path = "../../bugs/drops_before_it_says_why.rs"]
mod dummy;
#[path = "../../src/dummy_map.rs"]
mod dummy_map;
#[path = "../models/maps.rs"]
mod maps;

seam::must_fail!(maps::terminate_against_a_map, "an item is lost");
