//! What a program says, however much: its beginning and its end.

use std::io::Read;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How much is kept of the beginning of what it says, and of the end.
pub(crate) const KEPT: usize = 1 << 16;

/// What came out of a pipe: its beginning, its end, and how much it was.
#[derive(Default)]
pub(crate) struct Kept {
    first: Vec<u8>,
    last: Vec<u8>,
    /// How much it was.
    pub(crate) all: u64,
    /// There is no more.
    pub(crate) over: bool,
}

/// Filled by a thread that reads, and read by us.
#[derive(Clone, Default)]
pub(crate) struct Pipe(Arc<Mutex<Kept>>);

impl Pipe {
    /// A reader that panicked has left no less than it read.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads on, so that it never waits for us, but keeps only so much.
pub(crate) fn read(mut from: impl Read + Send + 'static) -> Pipe {
    let kept = Pipe::default();
    let same = kept.clone();
    thread::spawn(move || {
        let mut bytes = vec![0; KEPT / 4];
        while let Ok(length @ 1..) = from.read(&mut bytes) {
            same.lock().add(&bytes[..length]);
        }
        same.lock().over = true;
    });
    kept
}

impl Kept {
    fn add(&mut self, bytes: &[u8]) {
        self.all += bytes.len() as u64;
        let (first, rest) = bytes.split_at(bytes.len().min(KEPT - self.first.len()));
        self.first.extend_from_slice(first);
        self.last.extend_from_slice(rest);
        let old = self.last.len().saturating_sub(KEPT);
        self.last.drain(..old);
    }

    /// What is kept of it, and how much it was.
    pub(crate) fn text(&self) -> (String, u64) {
        let mut text = String::from_utf8_lossy(&self.first).into_owned();
        if self.all > (self.first.len() + self.last.len()) as u64 {
            text += "\n(much more of it)\n";
        }
        (text + &String::from_utf8_lossy(&self.last), self.all)
    }
}
