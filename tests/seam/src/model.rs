//! What every model needs: a bound, and a count of the executions.

use std::env;
use std::fmt;
use std::fs::OpenOptions;
use std::io::{Write, stderr};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

use crate::search::search;
use crate::{child, recorder};

/// How far loom searches.
#[derive(Clone, Copy)]
pub enum Bound {
    /// Every order there is.
    Exhaustive,
    /// Every order in which running threads are interrupted at most so often. Most
    /// bugs need one or two interruptions. Each model gives the reason for its bound.
    Preemptions(usize),
}

/// Set by somebody who waits, as the workshop's `check` does, to a number of executions. Then the
/// search goes level by level, each with one preemption more, and ends after the first that had
/// more executions than that. Few mistakes need more than two; the rest is for `cargo test`.
const ENOUGH: &str = "ENOUGH_EXECUTIONS";

/// Set to a file's path, to have a line for each model written there: `chapter4 NAME 2284 BOUND`. A
/// test of the house compares the book's tables with it.
const WRITTEN_TO: &str = "WRITE_EXECUTIONS";

/// Runs `model` in every order within `bound` and prints how many there were.
///
/// # Panics
///
/// If one of them fails, or if there was only one: then nothing was checked.
pub fn check(name: &str, bound: Bound, model: impl Fn() + Send + Sync + 'static) {
    let whole = match bound {
        Bound::Exhaustive => None,
        Bound::Preemptions(most) => Some(most),
    };
    let mut builder = search(whole);
    builder.max_branches = 10_000;
    let executions = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&executions);
    let model = Arc::new(move || {
        counted.fetch_add(1, Relaxed); // a plain count, read when loom has returned
        recorder::begin();
        model();
    });
    let mut within = |most| {
        executions.store(0, Relaxed);
        builder.preemption_bound = most;
        let model = Arc::clone(&model);
        builder.check(move || model());
        executions.load(Relaxed)
    };
    let start = Instant::now();
    if recorder::explains() {
        // The fewer interruptions, the shorter the schedule: look for one with few first.
        for most in 0..=3 {
            within(Some(most));
        }
    }
    let enough = env::var(ENOUGH).ok().and_then(|enough| enough.parse().ok());
    let (bound, executions) = match enough {
        Some(enough) => level_by_level(bound, enough, |most| within(Some(most))),
        None => (bound, within(whole)),
    };
    recorder::passed();
    assert!(
        executions > 1,
        "{name}: one execution, so nothing was checked"
    );
    // Not `println!`: the test harness would keep it to itself.
    let _ = writeln!(
        stderr(),
        "model {name}: {executions} executions, {bound}, {:.1} s",
        start.elapsed().as_secs_f64()
    );
    if let (Some(path), None) = (env::var_os(WRITTEN_TO), enough) {
        // Cargo says whose tests it starts. One write is one line, also beside other processes.
        let package = env::var("CARGO_PKG_NAME").unwrap_or_default();
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .unwrap();
        let line = format!("{package} {name} {executions} {bound}\n");
        file.write_all(line.as_bytes()).unwrap();
    }
}

/// The bound of the last level, and how many executions that had.
fn level_by_level(
    bound: Bound,
    enough: usize,
    mut within: impl FnMut(usize) -> usize,
) -> (Bound, usize) {
    let mut before = 0;
    let own = match bound {
        Bound::Exhaustive => usize::MAX,
        Bound::Preemptions(own) => own,
    };
    for most in 2.. {
        let executions = within(most.min(own));
        match bound {
            _ if own <= most => return (bound, executions),
            // No order needs more: these are all.
            Bound::Exhaustive if executions == before => return (bound, executions),
            _ if executions > enough => return (Bound::Preemptions(most), executions),
            _ => before = executions,
        }
    }
    unreachable!("a level has more executions than the one before, or it is the last")
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Exhaustive => f.write_str("exhaustive"),
            Bound::Preemptions(most) => write!(f, "at most {most} preemptions"),
        }
    }
}

/// Runs `model` in a process of its own, and says what it said. `test` is the path of the calling
/// test, with its crate.
///
/// loom makes a stack for each thread of each execution and throws it away: some ten
/// thousand a second. In one process two models would wait for each other at that, for the lock
/// on its memory, and would be hardly faster than one after the other. And a model that aborts
/// takes no other with it.
///
/// # Panics
///
/// If the model fails.
pub fn alone(test: &str, model: fn()) {
    if child::is_child(test) || recorder::explains() {
        return model();
    }
    let said = child::run(test, child::executable());
    if said.ok {
        // Without the panics that belong to the model.
        let models = said
            .errors
            .lines()
            .filter(|line| line.starts_with("model "));
        return models.for_each(|line| {
            let _ = writeln!(stderr(), "{line}");
        });
    }
    // The harness keeps it for its own report, as if it had been said here.
    print!("{}", said.errors);
    resume_unwind(Box::new("the model failed")); // it has told why
}

/// Makes a test of each of these models: `tests! { channels: one, another; pools: a_third }`.
#[macro_export]
macro_rules! tests {
    ($($module:ident: $($model:ident),+ $(,)?);+ $(;)?) => { $($(
        #[test]
        fn $model() {
            let test = concat!(module_path!(), "::", stringify!($model));
            $crate::model::alone(test, $module::$model);
        }
    )+)+ };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_level_by_level_ends_when_it_is_enough_or_whole() {
        let level = |most: usize| 10usize.pow(most.min(5) as u32);
        for (bound, enough, expected) in [
            (Bound::Exhaustive, 50, (Some(2), 100)),
            (Bound::Exhaustive, 500, (Some(3), 1000)),
            (Bound::Exhaustive, 1_000_000, (None, 100_000)),
            (Bound::Preemptions(3), 1_000_000, (Some(3), 1000)),
            (Bound::Preemptions(2), 0, (Some(2), 100)),
        ] {
            let (bound, executions) = level_by_level(bound, enough, level);
            let most = match bound {
                Bound::Exhaustive => None,
                Bound::Preemptions(most) => Some(most),
            };
            assert_eq!((most, executions), expected);
        }
    }
}
