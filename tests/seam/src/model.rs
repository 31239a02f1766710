//! What every model needs: a bound, and a count of the executions.

use std::fmt;
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
    /// Every interleaving there is.
    Exhaustive,
    /// Every interleaving in which running threads are interrupted at most so often. Most
    /// bugs need one or two interruptions. Each model gives the reason for its bound.
    Preemptions(usize),
}

/// Runs `model` in every interleaving within `bound` and prints how many there were.
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
    let start = Instant::now();
    if recorder::explains() {
        // The fewer interruptions, the shorter the schedule: look for one with few first.
        for most in 0..=3 {
            let model = Arc::clone(&model);
            builder.preemption_bound = Some(most);
            builder.check(move || model());
        }
        builder.preemption_bound = whole;
        executions.store(0, Relaxed);
    }
    builder.check(move || model());
    recorder::passed();
    let executions = executions.load(Relaxed);
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
