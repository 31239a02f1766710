//! What every model needs: a bound with its reason, a count of executions, and the imp.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::Arc;
use std::time::Instant;

/// How far loom searches.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// Every interleaving.
    Exhaustive,
    /// Every interleaving in which threads are interrupted at most so often. Most bugs
    /// need one or two interruptions; what a bound leaves out is said at the model.
    Preemptions(usize),
}

/// Runs `model` in every interleaving within `bound` and prints how many there were.
///
/// # Panics
///
/// If one of them fails, or if there was only one: then nothing was checked.
pub fn check(name: &str, bound: Bound, model: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    // Both end the search early and call it a pass: not from the environment, please.
    builder.max_permutations = None;
    builder.max_duration = None;
    builder.max_branches = 10_000;
    builder.preemption_bound = match bound {
        Bound::Exhaustive => None,
        Bound::Preemptions(most) => Some(most),
    };
    let executions = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&executions);
    let start = Instant::now();
    builder.check(move || {
        counted.fetch_add(1, Relaxed); // a plain count, read when loom has returned
        model();
    });
    let executions = executions.load(Relaxed);
    println!("{name}: {executions} executions, {bound:?}, {:.1?}", start.elapsed());
    assert!(executions > 1, "{name}: one execution only, so nothing was checked");
}
