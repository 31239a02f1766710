//! What the process does to a pool's threads: its fork, and the interpreter's end.

#[cfg(unix)]
use std::ffi::c_int;
use std::mem::{self, ManuallyDrop};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, Weak};
use std::thread;
use std::time::{Duration, Instant};

use chapter8::{Pending, Pool};

use crate::gil::allow_threads;
use crate::raised::Raised;
use crate::wait::in_slices;

/// Every pool that is alive, to be shut down at the interpreter's end: a thread that takes
/// the GIL after that never comes back.
///
/// Only locked with the GIL held, and the GIL is not given up meanwhile. So nobody else has
/// it locked when Python forks, and a child can use it.
static POOLS: Mutex<Pools> = Mutex::new(Pools {
    alive: Vec::new(),
    ended: false,
});

struct Pools {
    /// And after how many forks each was made.
    alive: Vec<(u32, Weak<Pool>)>,
    ended: bool,
}

/// Has `pool` shut down by [`at_exit`]; `false` if that has been.
pub fn remember(pool: &Arc<Pool>) -> bool {
    let mut pools = POOLS.lock().expect("nothing panics under it");
    pools.alive.retain(|(_, pool)| pool.strong_count() > 0);
    pools.alive.push((forks(), Arc::downgrade(pool)));
    !pools.ended
}

/// Shuts down every pool that this process made. Python calls it before it ends.
///
/// If a signal's handler raises, nobody waits any more: Python ends, and the tasks with it.
pub fn at_exit() -> Result<(), Raised> {
    let alive = {
        let mut pools = POOLS.lock().expect("nothing panics under it");
        pools.ended = true;
        mem::take(&mut pools.alive)
    };
    let ours = alive.iter().filter(|(after, _)| *after == forks());
    for pool in ours.filter_map(|(_, pool)| pool.upgrade()) {
        // To drop a pool waits for its tasks. So not this one, if we do not wait to the end.
        let pool = ManuallyDrop::new(pool);
        let ended = |slice| pool.shutdown_timeout(Pending::Run, slice);
        in_slices(None, |slice| allow_threads(|| ended(slice)))?;
        drop(ManuallyDrop::into_inner(pool));
    }
    in_slices(None, |slice| {
        allow_threads(|| {
            let end = Instant::now() + slice;
            // Not on a condvar: its lock might be locked just when Python forks.
            while BUSY.load(SeqCst) > 0 && Instant::now() < end {
                thread::sleep(Duration::from_millis(1));
            }
        });
        BUSY.load(SeqCst) == 0
    })?;
    Ok(())
}

/// How many there are that may still want the GIL.
static BUSY: AtomicUsize = AtomicUsize::new(0);

/// What may still want the GIL: a task, from when it is submitted until it has gone, and a
/// worker, from its first task to its end. So the count does not fall to 0 in between.
///
/// [`at_exit`] waits for all of them. To join the pools that are alive is not enough: a pool
/// whose last reference goes in one of its own tasks joins nobody.
pub struct Busy {
    /// A child has its parent's tasks in its memory. If it was a task that forked, then the one
    /// thread of the child is a worker, which comes to them; it must not run them once more.
    forks: u32,
}

impl Busy {
    pub fn new() -> Busy {
        BUSY.fetch_add(1, SeqCst);
        Busy { forks: forks() }
    }

    /// Was it made in this process?
    pub fn is_here(&self) -> bool {
        self.forks == forks()
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if self.is_here() {
            BUSY.fetch_sub(1, SeqCst);
        }
    }
}

/// How many forks lie between the process that loaded us and this one.
static FORKS: AtomicU32 = AtomicU32::new(0);

/// A fork copies the memory and one thread. A pool from before it has no workers in the
/// child, and its locks may be locked for ever: whoever has one compares this number.
pub fn forks() -> u32 {
    FORKS.load(SeqCst)
}

/// Counts forks from now on. To be called once.
#[cfg(unix)]
pub fn count_forks() {
    unsafe extern "C" {
        fn pthread_atfork(
            before: Option<extern "C" fn()>,
            in_parent: Option<extern "C" fn()>,
            in_child: Option<extern "C" fn()>,
        ) -> c_int;
    }
    extern "C" fn in_child() {
        FORKS.fetch_add(1, SeqCst);
        BUSY.store(0, SeqCst);
    }
    // SAFETY: a function that stays (Python unloads no extension) and that touches atomics
    // only. Without the memory to note it down, forks are not counted.
    unsafe { pthread_atfork(None, None, Some(in_child)) };
}

#[cfg(not(unix))]
pub fn count_forks() {}
