//! What the process does to a pool's threads: its fork, the interpreter's end, their stacks.

use std::cell::OnceCell;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, Once, Weak};
use std::time::Duration;
use std::{env, thread};

use chapter7::{Pending, Pool};

use crate::api::*;
use crate::object::allow_threads;

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
pub fn at_exit() {
    let alive = {
        let mut pools = POOLS.lock().expect("nothing panics under it");
        pools.ended = true;
        std::mem::take(&mut pools.alive)
    };
    allow_threads(|| {
        let ours = alive
            .iter()
            .filter(|(made_after, _)| *made_after == forks());
        for pool in ours.filter_map(|(_, pool)| pool.upgrade()) {
            pool.shutdown(Pending::Run);
        }
        // Not on a condvar: its lock might be locked just when Python forks.
        while BUSY.load(SeqCst) > 0 {
            thread::sleep(Duration::from_millis(1));
        }
    });
}

/// How many there are that may still want the GIL.
static BUSY: AtomicUsize = AtomicUsize::new(0);

/// What may still want the GIL: a task, from when it is submitted until it has gone, and a
/// worker, from its first task to its end. So the count does not fall to 0 in between.
///
/// [`at_exit`] waits for all of them. To join the pools that are alive is not enough: a pool
/// whose last reference goes in one of its own tasks joins nobody.
pub struct Busy {
    /// A child has its parent's tasks in its memory, and none of them is ever run there.
    forks: u32,
}

impl Busy {
    pub fn new() -> Busy {
        BUSY.fetch_add(1, SeqCst);
        Busy { forks: forks() }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if self.forks == forks() {
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

/// Counts forks from now on, and gives the threads to come large stacks. Once a process.
pub fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        count_forks();
        large_stacks();
    });
}

#[cfg(unix)]
fn count_forks() {
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
fn count_forks() {}

/// CPython allows a recursion that fits its own threads: 8 MiB, 16 on macOS. Rust's threads
/// have 2, unless this variable, which std reads when it starts its first thread, says
/// otherwise; and with 2 a deep recursion in a task is a segmentation fault (3.12, 3.13).
/// The memory is taken only as it is used.
fn large_stacks() {
    const VARIABLE: &str = "RUST_MIN_STACK";
    if env::var_os(VARIABLE).is_some() {
        return; // somebody knows better
    }
    // SAFETY: as with `os.putenv`, which Python's own code calls with the GIL held, as we do:
    // no Python code reads the environment now. Another library's thread might.
    unsafe { env::set_var(VARIABLE, "16777216") };
    let first = thread::Builder::new().spawn(|| {});
    // SAFETY: as above.
    unsafe { env::remove_var(VARIABLE) };
    let _ = first.map(thread::JoinHandle::join); // refused: then the pool says so
}

/// Python keeps a state for each thread. To make it takes longer than a small task; so a
/// worker makes it with its first task and keeps it to its end.
pub fn stay_attached() {
    thread_local! {
        static STATE: OnceCell<Attached> = const { OnceCell::new() };
    }
    // SAFETY: it may always be asked. A thread of Python's own (one that helps) has a state
    // already, and Python takes it away in the end.
    if unsafe { PyGILState_GetThisThreadState() }.is_null() {
        STATE.with(|state| {
            state.get_or_init(Attached::new);
        });
    }
}

/// This thread's state, and what is needed to give it back.
struct Attached {
    state: c_int,
    saved: *mut c_void,
    /// Goes after `drop`, when this thread has no more to do with Python.
    _busy: Busy,
}

impl Attached {
    fn new() -> Attached {
        // SAFETY: any thread may, while there is an interpreter; and then it has the GIL, to
        // give up.
        unsafe {
            let state = PyGILState_Ensure();
            let saved = PyEval_SaveThread();
            Attached {
                state,
                saved,
                _busy: Busy::new(),
            }
        }
    }
}

impl Drop for Attached {
    /// At the thread's end. (On Windows the loader's lock is held then. A Python thread that
    /// imports another extension wants both in the other order: do that with no pool about
    /// to end.)
    fn drop(&mut self) {
        // SAFETY: what `new` was given, once, on the same thread, while there is an
        // interpreter: `at_exit` waits for this.
        unsafe {
            if Py_IsInitialized() != 0 {
                PyEval_RestoreThread(self.saved);
                PyGILState_Release(self.state);
            }
        }
    }
}
