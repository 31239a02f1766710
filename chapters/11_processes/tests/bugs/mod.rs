//! The planted bugs of chapter 11, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod deaths_are_not_counted;
mod done_in_two_steps;
mod nothing_is_forgiven;
mod place_before_worker;
mod place_lost;
mod started_after_the_end;
mod the_end_wakes_nobody;
mod the_pause_has_no_end;
