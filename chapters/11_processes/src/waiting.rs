//! Waiting for what std has no wait for, and never for ever.
//!
//! std can wait for a process, for a connection and for bytes, but for each of them without
//! an end, and a thread that waits for one does not hear of another. So we look, again and
//! again: seldom where something else wakes us, and often only where it takes a moment.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;

use super::deadline::Deadline;
use super::thread;
use super::time::{Duration, Instant};

// ANCHOR: look_until
/// Looks until there is something, with pauses that grow, or until `deadline`. First it
/// looks, and then at the clock: what is there is found, however late it is.
pub(crate) fn look_until<T>(deadline: Deadline, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let mut pause = Duration::from_micros(50);
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if deadline.is_some_and(|deadline| deadline <= Instant::now()) {
            return None;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}
// ANCHOR_END: look_until

/// The pool's end of a line, whose worker may die. It reads the end of the line then, also
/// if somebody else holds the other end.
pub(crate) struct Talk<'a, F> {
    /// Gives up each read and each write after a while: then we look at the process.
    pub(crate) line: &'a TcpStream,
    pub(crate) is_dead: F,
}

impl<F: Fn() -> bool> Talk<'_, F> {
    /// Tries again while the worker lives, and once more: what it wrote before is there.
    fn again<T>(&self, mut step: impl FnMut(&TcpStream) -> io::Result<T>) -> io::Result<Option<T>> {
        let mut dead = false;
        loop {
            match step(self.line) {
                Err(error) if is_timeout(&error) && dead => return Ok(None),
                Err(error) if is_timeout(&error) => dead = (self.is_dead)(),
                outcome => return outcome.map(Some),
            }
        }
    }
}

impl<F: Fn() -> bool> Read for Talk<'_, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.again(|mut line| line.read(buffer))?;
        Ok(read.unwrap_or(0)) // the end
    }
}

impl<F: Fn() -> bool> Write for Talk<'_, F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.again(|mut line| line.write(bytes))?;
        written.ok_or_else(|| ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Which of the two it is depends on the system.
fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
