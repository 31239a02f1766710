//! Python's lock: to give it up for a while, and to take it on any thread.
//!
//! Everything in this crate that touches a Python object is for threads that hold the GIL, and
//! says no more of it: chapter 9's `Gil` has a token for that, and this, which is the real
//! one, has care.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::api::*;

/// Gives the GIL up while `work` runs: `Py_BEGIN_ALLOW_THREADS`. `work` must not touch a
/// Python object.
pub fn allow_threads<R>(work: impl FnOnce() -> R) -> R {
    // SAFETY: this thread holds the GIL.
    let saved = unsafe { PyEval_SaveThread() };
    let result = catch_unwind(AssertUnwindSafe(work));
    // SAFETY: what the other one returned, on the same thread, once.
    unsafe { PyEval_RestoreThread(saved) };
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Takes the GIL while `work` runs, on any thread, whether it has it or not.
pub fn attached<R>(work: impl FnOnce() -> R) -> R {
    // SAFETY: any thread may, while there is an interpreter.
    let state = unsafe { PyGILState_Ensure() };
    let result = catch_unwind(AssertUnwindSafe(work));
    // SAFETY: what the other one returned, on the same thread, once.
    unsafe { PyGILState_Release(state) };
    result.unwrap_or_else(|panic| resume_unwind(panic))
}
