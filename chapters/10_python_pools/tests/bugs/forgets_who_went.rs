//! A worker that finds the input taken goes, and is not counted: it is never invited again.

use crate::source::*;

#[path = "../../bugs/forgets_who_went.rs"]
mod desk;
#[path = "../../src/dummy.rs"]
mod dummy;
#[path = "../../src/dummy_map.rs"]
mod dummy_map;
#[path = "../models/maps.rs"]
mod maps;
#[path = "../../src/share.rs"]
mod share;

seam::must_fail!(maps::a_worker_that_went_comes_again, "deadlock");
