//! A C function that may release the GIL, and still cannot be called by two threads.
//!
//! C's `strtok` cuts a text into words, one a call, and keeps its place in a `static`.
//! While it held the GIL nobody could come between two of its steps. Release the GIL around
//! it, and two threads share one place. [`Strtok`] does the same in Rust: nothing is
//! undefined here, the words are only wrong. The two cures are [`words_locked`], and a pool
//! of one worker for all that calls it.

use super::sync::Mutex;

// ANCHOR: strtok
/// `strtok` and its `static`. All threads that use the C library share one.
#[derive(Default)]
pub struct Strtok {
    /// Protects the text that is being cut. Only for the length of a call, and that is
    /// what is wrong: a caller needs it for all calls of one text.
    rest: Mutex<Vec<String>>,
}

impl Strtok {
    /// Nothing to cut yet.
    pub fn new() -> Strtok {
        Strtok::default()
    }

    /// Begins with a text. C: `strtok(text, " ")`.
    pub fn start(&self, text: &str) {
        let words = text.split_whitespace().rev().map(str::to_owned);
        *self.rest.lock().unwrap() = words.collect();
    }

    /// The next word. C: `strtok(NULL, " ")`.
    pub fn next_word(&self) -> Option<String> {
        self.rest.lock().unwrap().pop()
    }

    /// All words of a text: right on one thread, and mixed up with others' on two.
    pub fn words(&self, text: &str) -> Vec<String> {
        self.start(text);
        std::iter::from_fn(|| self.next_word()).collect()
    }
}
// ANCHOR_END: strtok

/// The first cure: one lock around all calls that belong together.
///
/// # Panics
///
/// If a thread has panicked while it held `strtok`.
pub fn words_locked(strtok: &Mutex<Strtok>, text: &str) -> Vec<String> {
    strtok.lock().unwrap().words(text)
}
