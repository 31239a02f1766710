//! The planted bugs of chapter 12, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod asks_before_it_settles;
mod both_ways_round;
mod close_wakes_one_of_each;
mod closes_at_the_back_only;
mod looks_around_before_it_locks;
mod no_second_look;
mod taken_off_twice;
mod the_quick_way_home;
mod unstealable_batch;
mod wakes_itself_and_sleeps;
