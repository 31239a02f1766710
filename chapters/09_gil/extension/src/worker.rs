//! A worker's thread, which Python did not start: its stack, and what Python keeps for it.

use std::cell::OnceCell;
use std::ffi::{c_int, c_void};
use std::{env, thread};

use crate::api::*;
use crate::process::Busy;

/// CPython allows a recursion that fits its own threads: 8 MiB, 16 on macOS. Rust's threads
/// have 2, unless this variable, which std reads when it starts its first thread, says
/// otherwise; and with 2 a deep recursion in a task is a segmentation fault (3.12, 3.13).
/// The memory is taken only as it is used. To be called once.
pub fn large_stacks() {
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
