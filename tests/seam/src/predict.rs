//! Which outcomes can a program have? The reader says, and then loom tries them all.

use std::collections::BTreeMap;
use std::io::{Write, stderr};
use std::sync::{Arc, Mutex};

use crate::search::search;

/// Runs `program` in every order there is, and compares what it can return with the
/// reader's answers.
///
/// # Panics
///
/// If an answer is missing or wrong; it says which. Also if `answers` lacks an outcome that
/// can happen: that would be the exercise's own mistake.
pub fn judge<T: Into<String>>(
    program: impl Fn() -> T + Send + Sync + 'static,
    answers: &[(&str, Option<bool>)],
) {
    judged(None, program, answers);
}

/// The same for a program with too many orders: those in which running threads are
/// interrupted at most `preemptions` times.
///
/// # Panics
///
/// As [`judge`].
pub fn judge_within<T: Into<String>>(
    preemptions: usize,
    program: impl Fn() -> T + Send + Sync + 'static,
    answers: &[(&str, Option<bool>)],
) {
    judged(Some(preemptions), program, answers);
}

fn judged<T: Into<String>>(
    bound: Option<usize>,
    program: impl Fn() -> T + Send + Sync + 'static,
    answers: &[(&str, Option<bool>)],
) {
    let open = answers
        .iter()
        .filter(|(_, answer)| answer.is_none())
        .count();
    assert!(
        open == 0,
        "{open} of {} have no answer yet: write Some(true) or Some(false)",
        answers.len()
    );
    let (outcomes, executions) = outcomes(bound, program);
    let mut wrong = 0;
    for (outcome, answer) in answers {
        let times = outcomes.get(*outcome).copied().unwrap_or(0);
        let (said, verdict) = match (answer == &Some(true), times > 0) {
            (true, true) => ("can happen", "right"),
            (false, false) => ("cannot happen", "right"),
            (true, false) => ("can happen", "WRONG"),
            (false, true) => ("cannot happen", "WRONG"),
        };
        wrong += usize::from(verdict == "WRONG");
        // Not `println!`: the test harness would keep it to itself.
        let _ = writeln!(
            stderr(),
            "  {outcome:?}: you say it {said}; in {times} of {executions} executions it did: {verdict}"
        );
    }
    let listed = |outcome: &String| answers.iter().any(|(listed, _)| listed == outcome);
    let unlisted: Vec<_> = outcomes
        .keys()
        .filter(|&outcome| !listed(outcome))
        .collect();
    assert!(unlisted.is_empty(), "not in the list: {unlisted:?}");
    assert!(wrong == 0, "{wrong} of {} answers are wrong", answers.len());
}

/// How often each outcome came, and the number of executions.
fn outcomes<T: Into<String>>(
    bound: Option<usize>,
    program: impl Fn() -> T + Send + Sync + 'static,
) -> (BTreeMap<String, usize>, usize) {
    // std's lock, outside of what loom explores: it only counts.
    let seen: Arc<Mutex<BTreeMap<String, usize>>> = Arc::default();
    let counted = Arc::clone(&seen);
    search(bound).check(move || {
        let outcome = program().into();
        *counted.lock().unwrap().entry(outcome).or_default() += 1;
    });
    let seen = seen.lock().unwrap().clone();
    let executions = seen.values().sum();
    (seen, executions)
}
