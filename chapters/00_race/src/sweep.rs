//! How many workers? Measures how many tasks a second pools of 1 to 256 workers get through.
//!
//! Three kinds of tasks: they wait, they wait and compute, they compute. Beside each curve is
//! the answer of the formula of chapter 9.

use std::collections::VecDeque;
use std::error::Error;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::thread::{self, available_parallelism};
use std::time::{Duration, Instant};
use std::{fs, io};

use chapter9::recommended_workers;

use crate::args::SweepOptions;
use crate::curves::{self, Curve};
use crate::progress::Progress;
use crate::report::plural;
use crate::stages::CAPACITY;
use crate::table::{Table, thousands};

/// Pools of so many workers.
pub const WORKERS: [usize; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/// How long a task that waits does so, and how long one that computes.
const WAIT: Duration = Duration::from_millis(4);
const COMPUTE: Duration = Duration::from_micros(200);

/// How often each pool is tried.
const ROUNDS: usize = 3;

/// A curve counts as flat where it is within this share of its top.
const FLAT: f64 = 0.9;

/// A kind of task: its name, how long it waits, how long it computes.
const KINDS: [(&str, Duration, Duration); 3] = [
    ("waits 4 ms", WAIT, Duration::ZERO),
    ("waits 4 ms, computes 0.2 ms", WAIT, COMPUTE),
    ("computes 0.2 ms", Duration::ZERO, COMPUTE),
];

/// Measures, prints the table, draws the curves.
///
/// # Errors
///
/// If a pool cannot be built, or the file not written.
pub fn run(options: &SweepOptions) -> Result<(), Box<dyn Error>> {
    let progress = Progress::new();
    let cores = available_parallelism()?;
    let steps = steps_in(COMPUTE);
    let mut best = [[0.0_f64; WORKERS.len()]; KINDS.len()];
    // Round by round, so that a noisy second slows one try of some pools and not every try of
    // one. The best counts: noise only slows.
    for round in 1..=ROUNDS {
        for ((name, wait, compute), best) in KINDS.iter().zip(&mut best) {
            let steps = if compute.is_zero() { 0 } else { steps };
            for (workers, best) in WORKERS.iter().zip(best) {
                progress.show(&format!("round {round}, {name}: {workers} workers"));
                let work = move || {
                    compute_for(steps);
                    if !wait.is_zero() {
                        thread::sleep(*wait);
                    }
                };
                *best = best.max(tasks_a_second(*workers, options.time, work)?);
            }
        }
    }
    let curves = KINDS
        .iter()
        .zip(best)
        .map(|((name, wait, compute), best)| Curve {
            name,
            tasks_a_second: best.to_vec(),
            formula: recommended_workers(cores, *wait, *compute).map(NonZeroUsize::get),
        });
    let curves: Vec<_> = curves.collect();
    progress.clear();
    crate::print(&text(&curves, cores))?;
    if let Some(out) = &options.out {
        let svg = curves::draw(&curves, &WORKERS);
        fs::write(out, svg).map_err(|error| {
            io::Error::other(format!("cannot write {}: {error}", out.display()))
        })?;
        crate::print(&format!("Drawn in {}\n", out.display()))?;
    }
    Ok(())
}

/// Tasks a second, on a pool that is there and warm.
fn tasks_a_second(
    workers: usize,
    time: Duration,
    work: impl Fn() + Clone + Send + 'static,
) -> Result<f64, Box<dyn Error>> {
    let pool = chapter8::Pool::new(workers, CAPACITY)?;
    let mut futures = VecDeque::new();
    // A task for each worker before the clock starts: then the threads run.
    for _ in 0..workers {
        futures.push_back(pool.submit(work.clone())?);
    }
    for future in futures.drain(..) {
        future.result()?;
    }
    let start = Instant::now();
    let mut tasks = 0;
    // At least once, however short the time is.
    while tasks == 0 || start.elapsed() < time {
        for _ in 0..workers.max(8) {
            futures.push_back(pool.submit(work.clone())?);
            tasks += 1;
        }
        // Never more than two tasks a worker ahead: enough that no worker goes without, and
        // few to wait for at the end.
        while futures.len() > 2 * workers {
            let oldest = futures.pop_front().expect("there are some");
            oldest.result()?;
        }
    }
    for future in futures {
        future.result()?;
    }
    Ok(tasks as f64 / start.elapsed().as_secs_f64())
}

/// Something to compute, a few nanoseconds a step.
fn compute_for(steps: u64) {
    let mut number = 1_u64;
    for step in 0..steps {
        number = black_box(
            number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(step),
        );
    }
}

/// How many steps take so long, on this machine and now: the best of several tries.
fn steps_in(time: Duration) -> u64 {
    const STEPS: u64 = 100_000;
    let tries = (0..20).map(|_| {
        let start = Instant::now();
        compute_for(STEPS);
        start.elapsed()
    });
    let best = tries
        .min()
        .expect("there are some")
        .max(Duration::from_nanos(1));
    (STEPS as f64 * time.as_secs_f64() / best.as_secs_f64()) as u64
}

/// The smallest pool that is nearly as fast as the fastest.
fn flat_from(curve: &Curve) -> usize {
    let top = curve.tasks_a_second.iter().copied().fold(0.0, f64::max);
    let flat = curve
        .tasks_a_second
        .iter()
        .position(|rate| *rate >= FLAT * top);
    WORKERS[flat.expect("the top itself is one")]
}

fn text(curves: &[Curve], cores: NonZeroUsize) -> String {
    let header: Vec<_> = ["workers"]
        .into_iter()
        .chain(curves.iter().map(|c| c.name))
        .collect();
    let mut table = Table::new(&header);
    let rows = WORKERS.iter().enumerate().map(|(i, workers)| {
        let rates = curves
            .iter()
            .map(|curve| thousands(curve.tasks_a_second[i] as usize));
        [workers.to_string()].into_iter().chain(rates).collect()
    });
    table.group(rows.collect());
    let mut text = format!("Tasks a second, {cores} cores\n\n{}\n", table.render());
    for curve in curves {
        let formula = match curve.formula {
            Some(workers) => format!("the formula says {workers}"),
            None => "the formula has no answer, since no core is kept busy".to_owned(),
        };
        let flat = flat_from(curve);
        text += &format!(
            "{}: {} for 90% of the most;\n    {formula}\n",
            curve.name,
            plural(flat, "worker")
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(tasks_a_second: Vec<f64>) -> Curve {
        Curve {
            name: "x",
            tasks_a_second,
            formula: None,
        }
    }

    #[test]
    fn flat_is_where_it_hardly_grows_any_more() {
        let rates = vec![1.0, 2.0, 4.0, 8.0, 9.2, 10.0, 9.9, 9.0, 8.0];
        assert_eq!(flat_from(&curve(rates)), 16);
        assert_eq!(flat_from(&curve(vec![5.0; 9])), 1);
    }

    #[test]
    fn more_workers_get_through_more_waiting() {
        let work = || thread::sleep(Duration::from_millis(4));
        let time = Duration::from_millis(40);
        let [one, sixteen] = [1, 16].map(|n| tasks_a_second(n, time, work).unwrap());
        assert!(sixteen > 2.0 * one, "{one} and {sixteen} a second");
    }
}
