//! The planted bugs of chapter 4, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod clock_before_state;
mod close_wakes_one_kind;
mod closed_before_push;
mod counts_a_sleeper_twice;
mod keeps_the_wakeup;
mod last_sender_unseen;
mod lost_wakeup;
mod one_condvar;
mod try_pop_wakes_nobody;
mod waits_for_itself;
