//! What is going on, on stderr, for whoever sits in front of it.

use std::io::{self, IsTerminal, Write};

/// One line that is written over and over. Nothing at all if stderr is not a terminal.
pub struct Progress {
    terminal: bool,
}

impl Progress {
    /// Nothing to say yet.
    pub fn new() -> Progress {
        Progress {
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

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
