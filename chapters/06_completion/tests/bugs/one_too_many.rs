//! Counts what is ahead without the input that it is about to take.

use crate::source::*;

#[path = "../../bugs/one_too_many.rs"]
mod feed;
#[path = "../../src/map.rs"]
mod map;
#[path = "../models/maps.rs"]
mod maps;
#[path = "../../src/submit.rs"]
mod submit;
#[path = "../../src/unordered.rs"]
mod unordered;

seam::must_fail!(maps::map_is_never_further_ahead, "3 inputs ahead");
