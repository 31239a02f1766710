//! The system refuses a thread, for real: a half-built pool leaves none behind.
#![cfg(target_os = "linux")]

use chapter1::threads;
use chapter4::Pool;
use chapter4::error::BuildError;
use seam::child::with_few_threads;
use seam::watchdog::within;

#[test]
fn a_half_built_pool_leaves_no_thread() {
    let test = concat!(module_path!(), "::a_half_built_pool_leaves_no_thread");
    within(60, || with_few_threads(test, too_many));
}

fn too_many() {
    let before = threads::alive().expect("Linux tells");
    let error = Pool::new(10_000, 1)
        .err()
        .expect("no room for ten thousand");
    assert!(matches!(error, BuildError::Spawn(_)), "{error}");
    // All were joined; the system may count one that has just ended for a moment longer.
    while threads::alive() != Some(before) {
        std::thread::yield_now();
    }
}
