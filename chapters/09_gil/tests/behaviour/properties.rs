//! Random programs on several threads, against what a lock promises: one at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use chapter9::{Gil, Python};
use proptest::prelude::*;

use seam::watchdog::within;

/// What a thread does with the GIL.
#[derive(Clone, Debug)]
enum Step {
    Checkpoint,
    /// Gives it up and does nothing.
    Release,
    /// Gives it up, and calls Python from C.
    CallBack,
    /// A call into C that panics.
    Panic,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Checkpoint),
        Just(Step::Release),
        Just(Step::CallBack),
        Just(Step::Panic),
    ]
}

/// Adds one to a number that is only read and written with the GIL, in two steps.
fn count(py: &mut Python<'_>, inside: &AtomicBool) {
    let _holds: &mut Python<'_> = py;
    assert!(!inside.swap(true, SeqCst), "two threads hold the GIL");
    thread::yield_now();
    inside.store(false, SeqCst);
}

fn run(gil: &Gil, inside: &AtomicBool, steps: &[Step]) {
    for step in steps {
        gil.with(|py| {
            count(py, inside);
            match step {
                Step::Checkpoint => {
                    py.checkpoint();
                }
                Step::Release => py.allow_threads(|| ()),
                Step::CallBack => py.allow_threads(|| gil.with(|py| count(py, inside))),
                Step::Panic => {
                    let call = || py.allow_threads(|| std::panic::resume_unwind(Box::new(())));
                    let call = std::panic::AssertUnwindSafe(call);
                    assert!(std::panic::catch_unwind(call).is_err());
                }
            }
            count(py, inside);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_at_a_time_whatever_they_do(
        programs in prop::collection::vec(prop::collection::vec(step(), 0..20), 1..6),
        micros in 0_u64..200,
    ) {
        within(60, move || {
            let gil = Arc::new(Gil::new(Duration::from_micros(micros)));
            let inside = Arc::new(AtomicBool::new(false));
            thread::scope(|s| {
                for steps in &programs {
                    let (gil, inside) = (&gil, &inside);
                    s.spawn(move || run(gil, inside, steps));
                }
            });
            assert_eq!(gil.waiting(), 0);
        });
    }
}
