//! Where a panic stops.
//!
//! A pool runs code that is not its own: tasks, later callbacks and wakers, and the
//! destructors of all that these have captured. Any of it may panic, and on a worker nobody
//! is there to be told. So the pool runs foreign code through one of two functions:
//! [`catch`] hands the panic to somebody who waits for it, [`contain`] ends it.

use std::any::Any;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a panic carries: mostly a `&str` or a `String`, but it may be of any type.
pub type Payload = Box<dyn Any + Send>;

/// Runs `code`, and hands its panic back as a value. The panic hook has printed it by then.
///
/// # Errors
///
/// What the panic carries.
pub fn catch<T>(code: impl FnOnce() -> T) -> Result<T, Payload> {
    // `AssertUnwindSafe`: the pool shares nothing with the code that a panic could leave
    // half-changed. What tasks share with each other is theirs to protect; std's locks are
    // poisoned by the panic, as on any thread.
    catch_unwind(AssertUnwindSafe(code))
}

/// Runs `code`. If it panics, that ends here: the panic, and all that it carries.
pub fn contain(code: impl FnOnce()) {
    if let Err(payload) = catch(code) {
        // The payload may be of any type, so its destructor is foreign code, too, and may
        // panic with a payload whose destructor panics, and so on for ever. The second one
        // is leaked, and that is the end of it.
        if let Err(second) = catch(|| drop(payload)) {
            mem::forget(second);
        }
    }
}
