//! Nobody contains the panic of one item, so it takes the whole chunk. Python's `imap` does
//! the same to what is behind it.

use crate::source::*;

#[path = "../../bugs/panics_with_its_chunk.rs"]
mod feed;
#[path = "../../src/map.rs"]
mod map;
#[path = "../models/maps.rs"]
mod maps;
#[path = "../../src/submit.rs"]
mod submit;
#[path = "../../src/unordered.rs"]
mod unordered;

seam::must_fail!(
    maps::a_panic_takes_one_item,
    "the task was dropped before it had run"
);
