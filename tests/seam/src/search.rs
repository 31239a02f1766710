//! How loom searches, for models and for predictions alike.

use loom::model::Builder;

/// A search of every order in which running threads are interrupted at most so often;
/// `None` is every one there is.
pub fn search(preemptions: Option<usize>) -> Builder {
    let mut builder = Builder::new();
    // Either would end the search early and call it a pass. Not from the environment.
    builder.max_permutations = None;
    builder.max_duration = None;
    builder.preemption_bound = preemptions;
    builder
}
