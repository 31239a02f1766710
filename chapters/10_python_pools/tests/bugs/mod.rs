//! The planted bugs of chapter 10, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod broken_keeps_pending;
mod counts_after_it_took;
mod drops_before_it_says_why;
mod forgets_who_went;
mod idle_counted_twice;
mod leaves_before_it_runs;
mod leaves_the_map_open;
mod looks_before_it_counts;
mod settles_before_it_drops;
mod settles_early;
mod starts_after_close;
