//! The planted bug of chapter 4 that is drawn in the book.

mod one_condvar;
