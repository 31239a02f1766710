//! Every wait of this extension: in slices, so that the signals that come meanwhile are heard.
//!
//! A signal's handler in C only notes that it came. Python's own handler, the one that raises
//! `KeyboardInterrupt`, runs when the main thread asks for it between two bytecodes; or when a
//! C function that takes long asks, as here after each slice. If it raises, the wait ends with
//! that; if not, the wait goes on for the time that is left, as PEP 475 has it.
//!
//! Why slices: std's locks and condvars begin to wait again when a signal interrupts them, and
//! tell nobody. A thread that is not the main one never has a signal to hear; it takes the GIL
//! twenty times a second for nothing, some microseconds each time.

use std::sync::{Arc, Condvar, Mutex};
use std::task::Wake;
use std::time::{Duration, Instant};

use crate::api::*;
use crate::raised::Raised;

/// How long a signal may go unheard.
const SLICE: Duration = Duration::from_millis(50);

/// Calls `wait` with a slice of the time, again and again until it says that it is over. Is it,
/// within `timeout`? Without a time-out it goes on for ever, or until a signal's handler raises.
///
/// With a time-out of zero, it looks once.
pub fn in_slices(
    timeout: Option<Duration>,
    mut wait: impl FnMut(Duration) -> bool,
) -> Result<bool, Raised> {
    // Later than the clock can count is never.
    let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    loop {
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        let slice = left.map_or(SLICE, |left| left.min(SLICE));
        if wait(slice) {
            return Ok(true);
        }
        hear_signals()?;
        if left == Some(slice) {
            return Ok(false);
        }
    }
}

/// Runs the handlers of the signals that have come. An exception is that of a handler.
pub fn hear_signals() -> Result<(), Raised> {
    // SAFETY: this thread holds the GIL, and no exception is set.
    match unsafe { PyErr_CheckSignals() } {
        0 => Ok(()),
        _ => Err(Raised),
    }
}

/// What a waiting thread listens to. Never touched by who needs the GIL to go on.
#[derive(Default)]
pub struct Bell {
    /// Protects "it has rung".
    rung: Mutex<bool>,
    /// "It has rung." [`ring`](Bell::ring) notifies all.
    rings: Condvar,
}

impl Bell {
    pub fn ring(&self) {
        *self.rung.lock().expect("nothing panics under it") = true;
        self.rings.notify_all();
    }

    /// Waits until it has rung, for `slice` at most. Has it? It stays so.
    pub fn wait(&self, slice: Duration) -> bool {
        let rung = self.rung.lock().expect("nothing panics under it");
        // Notified by `ring`.
        let waited = self.rings.wait_timeout_while(rung, slice, |rung| !*rung);
        *waited.expect("nothing panics under it").0
    }

    /// From now on it has not rung.
    pub fn hush(&self) {
        *self.rung.lock().expect("nothing panics under it") = false;
    }
}

/// A waker for what is polled by a thread that waits.
impl Wake for Bell {
    fn wake(self: Arc<Bell>) {
        self.ring();
    }
}
