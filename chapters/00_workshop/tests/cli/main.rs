//! The workshop as a reader meets it: on a workspace of one small chapter and a small race, so
//! that nothing here depends on a chapter of the book.

mod commands;
mod exercises;
mod reset;
mod small;
