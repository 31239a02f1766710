//! A refusal ends the iteration, as if the inputs had ended. The one just taken is lost.

use crate::source::*;

#[path = "../../bugs/refused_is_the_end.rs"]
mod feed;
#[path = "../../src/map.rs"]
mod map;
#[path = "../models/maps.rs"]
mod maps;
#[path = "../../src/submit.rs"]
mod submit;
#[path = "../../src/unordered.rs"]
mod unordered;

seam::must_fail!(maps::map_against_shutdown, "left == right");
