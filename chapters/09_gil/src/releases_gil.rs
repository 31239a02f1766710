//! Does a function release the GIL? Documentation says so, or not; this tries it.

use super::gil::{Gil, Python};
use super::sync::Arc;
use super::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use super::thread;

/// How often a function is called before it counts as one that holds the GIL.
const CALLS: usize = 10;

/// Calls `function` with the GIL, up to ten times, beside a thread that wants the GIL all
/// the time: its heartbeat. Did that thread ever get it during a call?
///
/// `true` is a proof. A function that holds the GIL gets `false`, always. But so can one
/// that releases it for a shorter time than a thread takes to wake up: try it with a longer
/// wait.
///
/// # Panics
///
/// On a thread that holds the GIL, as [`Gil::with`] does; with the panic of `function`; or if
/// no thread can be started.
// ANCHOR: releases_gil
pub fn releases_gil(gil: &Arc<Gil>, mut function: impl FnMut(&mut Python<'_>)) -> bool {
    gil.with(|_| ()); // if it panics, then now: there is nobody yet who would have to be stopped
    let beats = Arc::new(AtomicUsize::new(0));
    let stop = Arc::new(AtomicBool::new(false));
    let heart = {
        let (gil, beats, stop) = (Arc::clone(gil), Arc::clone(&beats), Arc::clone(&stop));
        thread::spawn(move || {
            // Relaxed: the thread that sets it joins us, and sooner or later it is seen.
            while !stop.load(Relaxed) {
                // Relaxed, here and below: only used with the GIL held, whose mutex orders it.
                gil.with(|_| beats.fetch_add(1, Relaxed));
            }
        })
    };
    let heart = Heart {
        stop: &stop,
        thread: Some(heart),
    };
    let mut during = |py: &mut Python<'_>| {
        let before = beats.load(Relaxed);
        function(py);
        beats.load(Relaxed) > before
    };
    let released = gil.with(|py| {
        // A heart that is on its way to the GIL would miss a short call.
        while gil.waiting() == 0 {
            thread::yield_now();
        }
        (0..CALLS).any(|_| during(py))
    });
    drop(heart);
    released
}
// ANCHOR_END: releases_gil

/// Stops the heart, also if the function panicked. This thread does not hold the GIL by then,
/// so the last beat ends; and nothing here can panic, which would be one panic too many.
struct Heart<'a> {
    stop: &'a AtomicBool,
    thread: Option<thread::JoinHandle<()>>,
}

impl Drop for Heart<'_> {
    fn drop(&mut self) {
        self.stop.store(true, Relaxed); // as above
        if let Some(thread) = self.thread.take() {
            // Notified by its end: it looks at `stop` with every beat.
            let _ = thread.join();
        }
    }
}
