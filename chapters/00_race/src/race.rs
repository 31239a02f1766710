//! The race: every stage on the same tasks, in two parts.
//!
//! In the first part the clock starts before the pool is built, as in the article's
//! program. In the second the pool is warm: it has run one round before, in which its
//! threads are counted. Python is timed in the same way.

use std::error::Error;
use std::thread;
use std::time::{Duration, Instant};

use toolbox::args::{Usage, number, unknown};
use toolbox::program::{Done, print};
use toolbox::status::StatusLine;

use crate::bare_threads::time_bare_threads;
use crate::calls::{Calls, RawCalls};
use crate::python::{self, Python};
use crate::report::{self, Row, plural, waits};
use crate::round::{ThreadCount, median, round, time};
use crate::schedule::ideal;
use crate::stages::{STAGES, Stage, Threads};
use crate::table::thousands;

/// The second part.
const IO_WORKERS: usize = 64;
const IO_WAIT: Duration = Duration::from_millis(5);

/// How often things are measured; the median counts.
const IO_ROUNDS: usize = 5;
const EMPTY_ROUNDS: usize = 3;

/// The most empty tasks where each takes a thread, and in Python.
const EMPTY_THREADS: usize = 10_000;
const EMPTY_PYTHON: usize = 20_000;

/// What to race.
#[derive(Debug)]
struct Options {
    calls: Calls,
    /// How many empty tasks to time.
    empty: usize,
    /// How many tasks the second part has.
    io: usize,
}

fn options(args: &[String]) -> Result<Options, Usage> {
    let mut calls = RawCalls::default();
    let (mut empty, mut io) = (100_000, 1_000);
    let mut args = args.iter().cloned();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--empty" => empty = number(&arg, "a number", args.next(), 1..=1_000_000)?,
            "--io" => io = number(&arg, "a number", args.next(), 1..=4_000)?,
            _ if calls.take(&arg, &mut args)? => {}
            _ => return Err(unknown("race", &arg)),
        }
    }
    let calls = calls.scaled();
    Ok(Options { calls, empty, io })
}

/// Runs both parts and prints each as soon as it is done.
///
/// # Errors
///
/// If a stage cannot be built, or nobody reads what is printed.
pub fn run(args: &[String]) -> Done {
    let options = options(args)?;
    let status = StatusLine::empty();
    status.show("looking for Python");
    let python = Python::find();
    for part in [calls_part, io_part] {
        let text = part(&options, python.as_ref(), &status)?;
        status.clear();
        print(&text)?;
    }
    print(report::NEXT)
}

/// The article's tasks, and empty ones.
fn calls_part(
    options: &Options,
    python: Option<&Python>,
    status: &StatusLine,
) -> Result<String, Box<dyn Error>> {
    let calls = &options.calls;
    let mut rows = Vec::new();
    for stage in STAGES {
        status.show(stage.name);
        let (wall, threads) = time_calls(stage, calls)?;
        status.show(&format!("{}: empty tasks", stage.name));
        let ns = time_empty(stage, calls.workers, options.empty)?;
        rows.push(Row::of_stage(stage, wall, threads, Some(ns)));
    }

    status.show("Python");
    let empty_python = options.empty.min(EMPTY_PYTHON);
    let counts = [calls.workers, EMPTY_ROUNDS, empty_python];
    let measured = python::measure(python, "article", &counts, &calls.waits);

    let title = format!(
        "Tasks that wait {}; {}",
        waits(&calls.waits),
        plural(calls.workers, "worker"),
    );
    let ideal = ideal(&calls.waits, calls.workers);
    let text = report::part(&title, ideal, rows, measured);
    Ok(format!(
        "{text}Empty tasks: {}; {} where each takes a thread; {} in Python.\n",
        thousands(options.empty),
        thousands(options.empty.min(EMPTY_THREADS)),
        thousands(empty_python),
    ))
}

/// The larger workload: many short waits.
fn io_part(
    options: &Options,
    python: Option<&Python>,
    status: &StatusLine,
) -> Result<String, Box<dyn Error>> {
    status.show("threads without a pool");
    let mut rows = vec![time_bare_threads(
        options.io, IO_WORKERS, IO_WAIT, IO_ROUNDS,
    )];
    // One after another they would take as long as the title says.
    let one_by_one = [Threads::None, Threads::OneOfTheWorkers];
    let at_once = |stage: &&Stage| !one_by_one.contains(&stage.threads);
    for stage in STAGES.iter().filter(at_once) {
        status.show(&format!("{}: {} tasks", stage.name, options.io));
        let (wall, threads) = time_io(stage, options.io)?;
        rows.push(Row::of_stage(stage, wall, threads, None));
    }

    status.show("Python");
    let counts = [IO_WORKERS, IO_ROUNDS, options.io];
    let measured = python::measure(python, "io", &counts, &[IO_WAIT]);

    let tasks = vec![IO_WAIT; options.io];
    let sum: Duration = tasks.iter().sum();
    let title = format!(
        "{} that wait 5 ms, {} s in all; {IO_WORKERS} workers; the pool is warm",
        plural(options.io, "task"),
        sum.as_secs_f64(),
    );
    let ideal = ideal(&tasks, IO_WORKERS);
    let verdict = report::verdict(&rows, ideal);
    let text = report::part(&title, ideal, rows, measured);
    Ok(format!("{text}{verdict}"))
}

/// From before the pool is built until the last task has ended, and the threads it took.
fn time_calls(stage: &Stage, calls: &Calls) -> Result<(Duration, Option<usize>), Box<dyn Error>> {
    let waits = calls.waits.clone();
    let tasks = waits.len();
    let mut threads = ThreadCount::start();
    let start = Instant::now();
    let submit = (stage.build)(calls.workers)?;
    // By the time the last task is submitted the stage has all its threads, and the tasks
    // that run are asleep: to look costs them nothing.
    let look = |n| {
        if n == tasks - 1 {
            threads.look();
        }
    };
    round(&submit, tasks, move |n| thread::sleep(waits[n]), look);
    Ok((start.elapsed(), threads.most()))
}

/// Nanoseconds for an empty task, from the first submitted until the last has ended.
fn time_empty(stage: &Stage, workers: usize, tasks: usize) -> Result<f64, Box<dyn Error>> {
    let tasks = match stage.threads {
        Threads::OnePerTask => tasks.min(EMPTY_THREADS),
        _ => tasks,
    };
    let mut times = Vec::new();
    for _ in 0..EMPTY_ROUNDS {
        let submit = (stage.build)(workers)?;
        times.push(time(|| round(&submit, tasks, |_| (), |_| ())));
    }
    Ok(median(times).as_nanos() as f64 / tasks as f64)
}

/// The median of several rounds on a pool that has run one before.
fn time_io(stage: &Stage, tasks: usize) -> Result<(Duration, Option<usize>), Box<dyn Error>> {
    let wait = |_| thread::sleep(IO_WAIT);
    let mut threads = ThreadCount::start();
    let submit = (stage.build)(IO_WORKERS)?;
    // The round that warms the pool up is the one in which we look. With hundreds of
    // threads a look takes a while, so not after every task.
    round(&submit, tasks, wait, |n| {
        if n % 50 == 49 || n == tasks - 1 {
            threads.look();
        }
    });
    let times = (0..IO_ROUNDS).map(|_| time(|| round(&submit, tasks, wait, |_| ())));
    Ok((median(times.collect()), threads.most()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Options {
        let args: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        options(&args).unwrap()
    }

    #[test]
    fn without_arguments_it_is_the_race_of_the_articles_calls() {
        let race = read("");
        assert_eq!(race.calls.workers, 4);
        let waits = [300, 200, 200, 300].map(Duration::from_millis);
        assert_eq!(race.calls.waits, waits);
    }

    #[test]
    fn the_scale_holds_for_tasks_given_after_it() {
        let race = read("--scale 0.5 --tasks 1,2 --io 7");
        let waits = [500, 1000].map(Duration::from_millis);
        assert_eq!(race.calls.waits, waits);
        assert_eq!(race.io, 7);
    }
}
