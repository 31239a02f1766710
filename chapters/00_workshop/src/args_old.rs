//! The arguments, by hand: four commands, eleven options. A mistake is one clear line.

use std::ffi::OsString;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use crate::exercises;
use crate::help::{EXPLAIN_HELP, HELP, RACE_HELP, SWEEP_HELP, TIMELINE_HELP};
use crate::stages::{self, Stage};

/// What to do.
#[derive(Debug)]
pub enum Command {
    /// Print this text.
    Help(&'static str),
    Race(RaceOptions),
    Timeline(TimelineOptions),
    Explain(ExplainOptions),
    Sweep(SweepOptions),
    Exercises(exercises::Command),
}

/// The calls of the article's example, or others: how long each task waits, in the order
/// in which they are submitted, and for how many workers.
#[derive(Debug)]
pub struct Calls {
    pub workers: usize,
    pub waits: Vec<Duration>,
}

#[derive(Debug)]
pub struct RaceOptions {
    pub calls: Calls,
    /// How many empty tasks to time.
    pub empty: usize,
    /// How many tasks the second part has.
    pub io: usize,
}

#[derive(Debug)]
pub struct TimelineOptions {
    pub calls: Calls,
    pub stage: &'static Stage,
    pub out: PathBuf,
}

#[derive(Debug)]
pub struct ExplainOptions {
    pub chapter: String,
    /// Of a planted bug or a model. Empty if there is a test target.
    pub name: String,
    pub features: Vec<String>,
    /// A test target, and a test in it, in the place of a name.
    pub target: Option<String>,
    pub test: Option<String>,
    pub json: bool,
}

#[derive(Debug)]
pub struct SweepOptions {
    /// How long each of three tries lasts, for each kind of task and each pool.
    pub time: Duration,
    /// Where to draw.
    pub out: Option<PathBuf>,
}

/// Reads the arguments, the program's own name left out.
///
/// # Errors
///
/// One line that says what is wrong.
pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let args = args.map(|arg| {
        arg.into_string()
            .map_err(|arg| format!("{arg:?} is not UTF-8"))
    });
    let mut args: Vec<String> = args.collect::<Result<_, _>>()?;
    if let Some(command) = exercises::parse(&args) {
        return command;
    }
    match args.first().map(String::as_str) {
        Some("--help" | "-h") => Ok(Command::Help(HELP)),
        Some("race") => race(args.split_off(1)),
        Some("timeline") => timeline(args.split_off(1)),
        Some("explain") => explain(args.split_off(1)),
        Some("sweep") => sweep(args.split_off(1)),
        Some(other) if !other.starts_with('-') => Err(format!("no command {other:?} (see --help)")),
        _ => race(args),
    }
}

fn race(args: Vec<String>) -> Result<Command, String> {
    let mut calls = RawCalls::default();
    let (mut empty, mut io) = (100_000, 1_000);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--help" | "-h" => return Ok(Command::Help(RACE_HELP)),
            "--empty" => empty = number(&arg, args.next(), 1..=1_000_000)?,
            "--io" => io = number(&arg, args.next(), 1..=4_000)?,
            _ if calls.take(&arg, &mut args)? => {}
            _ => return Err(unknown("race", &arg)),
        }
    }
    let calls = calls.scaled();
    Ok(Command::Race(RaceOptions { calls, empty, io }))
}

fn timeline(args: Vec<String>) -> Result<Command, String> {
    let mut calls = RawCalls::default();
    let mut stage = stages::find("bounded_channel").expect("it is in the list");
    let mut out = None;
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--help" | "-h" => return Ok(Command::Help(TIMELINE_HELP)),
            "--stage" => {
                let name = args.next().ok_or_else(|| needs_value(&arg))?;
                stage = stages::find(&name).ok_or_else(|| no_stage(&name))?;
            }
            _ if calls.take(&arg, &mut args)? => {}
            _ if !arg.is_empty() && !arg.starts_with('-') && out.is_none() => {
                out = Some(PathBuf::from(arg));
            }
            _ => return Err(unknown("timeline", &arg)),
        }
    }
    let out = out.ok_or("timeline needs a file to write: workshop timeline OUT.svg")?;
    let calls = calls.scaled();
    Ok(Command::Timeline(TimelineOptions { calls, stage, out }))
}

fn explain(args: Vec<String>) -> Result<Command, String> {
    let (mut names, mut features) = (Vec::new(), Vec::new());
    let (mut target, mut test, mut json) = (None, None, false);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| needs_value(&arg));
        match arg.as_str() {
            "--help" | "-h" => return Ok(Command::Help(EXPLAIN_HELP)),
            "--json" => json = true,
            "--features" => features.extend(value()?.split(',').map(str::to_owned)),
            "--test" => target = Some(value()?),
            "--model" => test = Some(value()?),
            name if !name.is_empty() && !name.starts_with('-') => names.push(arg),
            _ => return Err(unknown("explain", &arg)),
        }
    }
    let mut names = names.into_iter();
    let (chapter, name) = match (names.next(), names.next(), names.next(), &target, &test) {
        (Some(chapter), Some(name), None, None, None) => (chapter, name),
        (Some(chapter), None, None, Some(_), _) => (chapter, String::new()),
        _ => {
            return Err(
                "explain needs a chapter and a bug or model: explain chapter4 lost_wakeup; or a \
                 chapter and --test (see explain --help)"
                    .to_owned(),
            );
        }
    };
    Ok(Command::Explain(ExplainOptions {
        chapter,
        name,
        features,
        target,
        test,
        json,
    }))
}

fn sweep(args: Vec<String>) -> Result<Command, String> {
    let (mut scale, mut out) = (1.0, None);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--help" | "-h" => return Ok(Command::Help(SWEEP_HELP)),
            "--scale" => scale = number(&arg, args.next(), 0.001..=10.0)?,
            _ if !arg.is_empty() && !arg.starts_with('-') && out.is_none() => {
                out = Some(PathBuf::from(arg));
            }
            _ => return Err(unknown("sweep", &arg)),
        }
    }
    let time = Duration::from_millis(500).mul_f64(scale);
    Ok(Command::Sweep(SweepOptions { time, out }))
}

/// `Calls` before the scale is applied: `--scale` may come before or after `--tasks`.
struct RawCalls {
    workers: usize,
    tasks: Vec<f64>,
    scale: f64,
}

impl Default for RawCalls {
    fn default() -> Self {
        RawCalls {
            workers: 4,
            tasks: vec![3.0, 2.0, 2.0, 3.0],
            scale: 0.1,
        }
    }
}

impl RawCalls {
    /// Takes the options that both commands have. `false`: not one of these.
    fn take(
        &mut self,
        option: &str,
        args: &mut impl Iterator<Item = String>,
    ) -> Result<bool, String> {
        match option {
            "--workers" => self.workers = number(option, args.next(), 1..=1_024)?,
            "--scale" => self.scale = number(option, args.next(), 0.001..=10.0)?,
            "--tasks" => {
                let list = args.next().ok_or_else(|| needs_value(option))?;
                let seconds = list.split(',');
                self.tasks = seconds
                    .map(|one| number(option, Some(one.to_string()), 0.001..=1_000.0))
                    .collect::<Result<_, _>>()?;
                if self.tasks.len() > 100 {
                    return Err("--tasks takes at most 100 tasks".to_string());
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn scaled(self) -> Calls {
        let seconds = self.tasks.iter().map(|task| task * self.scale);
        Calls {
            workers: self.workers,
            // The ranges above keep this far from what a `Duration` cannot hold.
            waits: seconds.map(Duration::from_secs_f64).collect(),
        }
    }
}

/// A number in a range. NaN is in no range, and an infinity in none of ours.
fn number<T>(option: &str, value: Option<String>, range: RangeInclusive<T>) -> Result<T, String>
where
    T: FromStr + PartialOrd + std::fmt::Display,
{
    let value = value.ok_or_else(|| needs_value(option))?;
    let number = value.trim().parse().ok();
    number
        .filter(|number| range.contains(number))
        .ok_or_else(|| {
            let (low, high) = (range.start(), range.end());
            let kind = if option == "--tasks" {
                "seconds, each"
            } else {
                "a number"
            };
            format!("{option} takes {kind} from {low} to {high}, not {value:?}")
        })
}

fn needs_value(option: &str) -> String {
    format!("{option} needs a value")
}

fn unknown(command: &str, arg: &str) -> String {
    format!("{command} does not know {arg:?} (see {command} --help)")
}

fn no_stage(name: &str) -> String {
    let names: Vec<_> = stages::STAGES.iter().map(|stage| stage.name).collect();
    format!("no stage {name:?}: there are {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn without_arguments_it_is_the_race_of_the_articles_calls() {
        let Ok(Command::Race(race)) = parse_line("") else {
            panic!("not a race")
        };
        assert_eq!(race.calls.workers, 4);
        assert_eq!(
            race.calls.waits,
            [300, 200, 200, 300].map(Duration::from_millis)
        );
    }

    #[test]
    fn the_scale_holds_for_tasks_given_after_it() {
        let Ok(Command::Race(race)) = parse_line("race --scale 0.5 --tasks 1,2 --io 7") else {
            panic!("not a race")
        };
        assert_eq!(race.calls.waits, [500, 1000].map(Duration::from_millis));
        assert_eq!(race.io, 7);
    }

    #[test]
    fn an_option_alone_belongs_to_the_race() {
        assert!(matches!(parse_line("--workers 9"), Ok(Command::Race(_))));
    }

    #[test]
    fn explain_takes_two_names_or_a_test_target() {
        let Ok(Command::Explain(bug)) = parse_line("explain --json chapter4 lost_wakeup") else {
            panic!("not understood")
        };
        assert_eq!((&*bug.chapter, &*bug.name), ("chapter4", "lost_wakeup"));
        assert!(bug.json);
        let line = "explain chapter4 --features exercise-a,b --test loom --model m";
        let Ok(Command::Explain(model)) = parse_line(line) else {
            panic!("not understood")
        };
        assert_eq!(model.features, ["exercise-a", "b"]);
        assert_eq!(model.target.as_deref(), Some("loom"));
        assert_eq!(model.test.as_deref(), Some("m"));
    }

    #[test]
    fn explain_refuses_what_it_cannot_use() {
        for line in [
            "explain",
            "explain chapter4",
            "explain chapter4 a b",
            "explain chapter4 a --test loom",
            "explain chapter4 a --model m",
            "explain chapter4 --test",
            "explain chapter4 --verbose",
        ] {
            assert!(parse_line(line).is_err(), "{line}");
        }
    }
}
