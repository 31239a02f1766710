//! How many workers? Measures how many tasks a second pools of 1 to 256 workers get through.
//!
//! Three kinds of tasks: they wait, they wait and compute, they compute. Beside each curve is
//! the answer of the formula of chapter 9.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::{self, available_parallelism};
use std::time::Duration;
use std::{fs, io};

use chapter9::recommended_workers;
use toolbox::args::{Usage, is_name, unknown};
use toolbox::program::{Done, print};
use toolbox::status::StatusLine;

use crate::calls::scale;
use crate::curves::{self, Curve};
use crate::report::plural;
use crate::table::{Table, thousands};
use crate::throughput::{compute_for, steps_in, tasks_a_second};

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

struct Options {
    /// How long each of three tries lasts, for each kind of task and each pool.
    time: Duration,
    /// Where to draw.
    out: Option<PathBuf>,
}

fn options(args: &[String]) -> Result<Options, Usage> {
    let (mut part, mut out) = (1.0, None);
    let mut args = args.iter().cloned();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--scale" => part = scale(&arg, args.next())?,
            _ if is_name(&arg) && out.is_none() => out = Some(PathBuf::from(arg)),
            _ => return Err(unknown("sweep", &arg)),
        }
    }
    let time = Duration::from_millis(500).mul_f64(part);
    Ok(Options { time, out })
}

/// Measures, prints the table, draws the curves.
///
/// # Errors
///
/// If a pool cannot be built, or the file not written.
pub fn run(args: &[String]) -> Done {
    let options = options(args)?;
    let status = StatusLine::empty();
    let cores = available_parallelism()?;
    let steps = steps_in(COMPUTE);
    let mut best = [[0.0_f64; WORKERS.len()]; KINDS.len()];
    // Round by round, so that a noisy second slows one try of some pools and not every try of
    // one. The best counts: noise only slows.
    for round in 1..=ROUNDS {
        for ((name, wait, compute), best) in KINDS.iter().zip(&mut best) {
            let steps = if compute.is_zero() { 0 } else { steps };
            for (workers, best) in WORKERS.iter().zip(best) {
                status.show(&format!("round {round}, {name}: {workers} workers"));
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
    status.clear();
    print(&text(&curves, cores))?;
    if let Some(out) = &options.out {
        let svg = curves::draw(&curves, &WORKERS);
        fs::write(out, svg).map_err(|error| {
            io::Error::other(format!("cannot write {}: {error}", out.display()))
        })?;
        print(&format!("Drawn in {}\n", out.display()))?;
    }
    Ok(())
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
}
