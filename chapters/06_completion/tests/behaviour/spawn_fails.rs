//! The system refuses a thread, for real: the scope does not begin, and leaves no thread behind.
#![cfg(target_os = "linux")]

use chapter1::threads;
use chapter6::error::BuildError;
use chapter6::scoped;
use seam::child::with_few_threads;
use seam::watchdog::within;

#[test]
fn a_half_built_scope_ends() {
    let test = concat!(module_path!(), "::a_half_built_scope_ends");
    within(60, || with_few_threads(test, too_many));
}

fn too_many() {
    let before = threads::alive().expect("Linux tells");
    let refused = scoped::scope(10_000, 1, |_| panic!("it has no room for ten thousand"));
    let refused: Result<(), _> = refused;
    assert!(matches!(refused, Err(BuildError::Spawn(_))), "{refused:?}");
    // All were joined; the system may count one that has just ended for a moment longer.
    while threads::alive() != Some(before) {
        std::thread::yield_now();
    }
}
