//! Each death counts as the first. Python starts such workers for ever (gh-87472).

use crate::source::*;

#[path = "../../bugs/deaths_are_not_counted.rs"]
mod deaths;
#[path = "../../src/dispatcher.rs"]
mod dispatcher;
#[path = "../models/mod.rs"]
mod models;
#[path = "../../src/taken.rs"]
mod taken;

seam::must_fail!(
    models::workers_that_die_at_once_break_the_pool,
    "started for ever"
);
