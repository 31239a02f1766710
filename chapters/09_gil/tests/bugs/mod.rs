//! The planted bugs of chapter 9, each with the model that has to catch it.
//!
//! A bug's module takes the source as it is, but for one file, and for the files that use it.

mod asked_for_ever;
mod gives_up_silently;
mod if_for_while;
mod nobody_asks;
mod panic_keeps_it_free;
mod takes_it_again;
