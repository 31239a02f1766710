//! The panic of the inputs goes to the caller at once, ahead of outcomes that are there already.

use crate::source::*;

#[path = "../../src/feed.rs"]
mod feed;
#[path = "../../bugs/panics_too_early.rs"]
mod inputs;
#[path = "../../src/map.rs"]
mod map;
#[path = "../models/maps.rs"]
mod maps;
#[path = "../../src/submit.rs"]
mod submit;
#[path = "../../src/unordered.rs"]
mod unordered;

seam::must_fail!(
    maps::the_inputs_panic_comes_in_its_place,
    "an input's panic"
);
