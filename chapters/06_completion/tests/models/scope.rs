//! What a planted bug in `src/scoped.rs` fails. Not a model: loom has no scopes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::scoped::scope;
use seam::watchdog::within;

/// The closure panics with work in the queue: the work is done, the workers end, and the
/// panic goes on to the caller of `scope`. All in `seconds`.
pub fn a_panic_ends_the_scope(seconds: u64) {
    within(seconds, || {
        let ran = AtomicUsize::new(0);
        let ended = catch_unwind(AssertUnwindSafe(|| {
            scope(2, 8, |pool| {
                for _ in 0..8 {
                    let _ = pool.submit(|| ran.fetch_add(1, SeqCst));
                }
                panic!("the closure's panic");
            })
        }));
        let payload = ended.map(|_| ()).unwrap_err();
        assert_eq!(payload.downcast_ref(), Some(&"the closure's panic"));
        assert_eq!(ran.load(SeqCst), 8);
    });
}
