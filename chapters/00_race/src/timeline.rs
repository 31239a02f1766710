//! Runs the tasks on one stage and writes down who ran what, when.

use std::error::Error;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread::{self, ThreadId};
use std::time::Instant;
use std::{fs, io};

use toolbox::args::{Usage, is_name, unknown, value};
use toolbox::program::{Done, print};

use crate::calls::{Calls, RawCalls};
use crate::report::plural;
use crate::round::round;
use crate::stages::{self, Stage, Threads};
use crate::svg::{self, Bar, Timeline};

/// What to run, and where to draw it.
struct Options {
    calls: Calls,
    stage: &'static Stage,
    out: PathBuf,
}

fn options(args: &[String]) -> Result<Options, Usage> {
    let mut calls = RawCalls::default();
    let mut stage = stages::find("bounded_channel").expect("it is in the list");
    let mut out = None;
    let mut args = args.iter().cloned();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--stage" => {
                let name = value(&arg, args.next())?;
                stage = stages::find(&name).ok_or_else(|| no_stage(&name))?;
            }
            _ if calls.take(&arg, &mut args)? => {}
            _ if is_name(&arg) && out.is_none() => out = Some(PathBuf::from(arg)),
            _ => return Err(unknown("timeline", &arg)),
        }
    }
    let form = "timeline needs a file to write: workshop timeline OUT.svg";
    let out = out.ok_or_else(|| Usage(form.to_owned()))?;
    let calls = calls.scaled();
    Ok(Options { calls, stage, out })
}

fn no_stage(name: &str) -> Usage {
    let names: Vec<_> = stages::STAGES.iter().map(|stage| stage.name).collect();
    Usage(format!("no stage {name:?}: there are {}", names.join(", ")))
}

/// Runs, draws, writes the file.
///
/// # Errors
///
/// If the pool cannot be built, or the file not written.
pub fn run(args: &[String]) -> Done {
    let options = options(args)?;
    let timeline = record(options.stage, &options.calls)?;
    let out = options.out.display();
    fs::write(&options.out, svg::draw(&timeline))
        // Which file it was, the system's own message does not say.
        .map_err(|error| io::Error::other(format!("cannot write {out}: {error}")))?;
    print(&format!("{}. Drawn in {out}\n", timeline.title))
}

/// Runs the tasks on the stage.
fn record(stage: &'static Stage, calls: &Calls) -> Result<Timeline, Box<dyn Error>> {
    let (report, reports) = mpsc::channel();
    let waits = calls.waits.clone();
    let zero = Instant::now();
    let submit = (stage.build)(calls.workers)?;
    let work = move |n: usize| {
        let start = zero.elapsed();
        thread::sleep(waits[n]);
        let ran = (n, thread::current().id(), start, zero.elapsed());
        report.send(ran).expect("we still hold the receiver");
    };
    round(&submit, calls.waits.len(), work, |_| ());
    let wall = zero.elapsed();

    let mut ran: Vec<_> = reports.try_iter().collect();
    ran.sort_by_key(|(task, ..)| *task);
    // A row for each thread, in the order of the first task that each one ran.
    let mut threads: Vec<ThreadId> = Vec::new();
    let bars = ran.into_iter().map(|(task, thread, start, end)| {
        let known = threads.iter().position(|known| *known == thread);
        let row = known.unwrap_or_else(|| {
            threads.push(thread);
            threads.len() - 1
        });
        Bar {
            row,
            task,
            wait: calls.waits[task],
            start,
            end,
        }
    });
    let bars = bars.collect();
    let tasks = plural(calls.waits.len(), "task");
    let (rows, on) = match stage.threads {
        Threads::None => (vec!["main".to_string()], "the main thread".to_string()),
        Threads::OnePerTask => (names("thread", threads.len()), "a thread each".to_string()),
        // Also the workers that had nothing to do.
        Threads::Workers | Threads::OneOfTheWorkers => (
            names("worker", calls.workers),
            plural(calls.workers, "worker"),
        ),
    };
    Ok(Timeline {
        title: format!("{}: {tasks}, {on}, {:.3} s", stage.name, wall.as_secs_f64()),
        stage: stage.name,
        rows,
        bars,
        wall,
    })
}

fn names(what: &str, number: usize) -> Vec<String> {
    (1..=number).map(|n| format!("{what} {n}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::STAGES;
    use std::time::Duration;

    fn calls(workers: usize, milliseconds: &[u64]) -> Calls {
        Calls {
            workers,
            waits: milliseconds
                .iter()
                .copied()
                .map(Duration::from_millis)
                .collect(),
        }
    }

    #[test]
    fn every_task_has_one_bar_and_no_row_two_at_once() {
        for stage in STAGES {
            let timeline = record(stage, &calls(2, &[3, 2, 2, 3, 1, 2])).unwrap();
            let mut tasks: Vec<_> = timeline.bars.iter().map(|bar| bar.task).collect();
            tasks.sort();
            assert_eq!(tasks, [0, 1, 2, 3, 4, 5], "{}", stage.name);
            for a in &timeline.bars {
                assert!(a.row < timeline.rows.len());
                assert!(a.end - a.start >= a.wait && a.end <= timeline.wall);
                let clash = |b: &Bar| {
                    b.task != a.task && b.row == a.row && b.start < a.end && a.start < b.end
                };
                assert!(!timeline.bars.iter().any(clash), "{}", stage.name);
            }
        }
    }

    #[test]
    fn a_row_for_each_worker_also_for_an_idle_one() {
        let stage = stages::find("shutdown").unwrap();
        let timeline = record(stage, &calls(3, &[1])).unwrap();
        assert_eq!(timeline.rows, ["worker 1", "worker 2", "worker 3"]);
    }
}
