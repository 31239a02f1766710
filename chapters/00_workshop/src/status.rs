//! What is going on, on stderr, for whoever sits in front of it.

use std::io::{self, IsTerminal, Write};

/// One line that is written over and over. Nothing at all if stderr is not a terminal.
#[derive(Debug)]
pub struct StatusLine {
    terminal: bool,
}

impl StatusLine {
    /// Nothing to say yet.
    pub fn empty() -> StatusLine {
        StatusLine {
            terminal: io::stderr().is_terminal(),
        }
    }

    /// Says what is going on now.
    pub fn show(&self, what: &str) {
        if self.terminal {
            // `\x1b[K` clears the rest of the line. A failure to say so is no failure.
            let _ = write!(io::stderr(), "\r\x1b[K{what} ...");
        }
    }

    /// Leaves an empty line for what comes next.
    pub fn clear(&self) {
        if self.terminal {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// The line is cleared.
impl Drop for StatusLine {
    fn drop(&mut self) {
        self.clear();
    }
}
