//! Runs the tests of one kind, each in a process of its own: one that hangs or aborts takes
//! nobody with it, and we know whose it was.

use std::io::{self, Write};
use std::process::Command;

use super::judge::{Judge, LIMITS};
use toolbox::cargo::Executable;
use toolbox::limited::{self, End, Ran};
use toolbox::side_by_side;
use toolbox::status::StatusLine;

/// The environment's name for a test that is to do its work in this very process: see
/// `tests/seam/src/child.rs`.
const CHILD: &str = "RUN_IN_CHILD";

/// The environment's name for how far models are searched while somebody waits: see
/// `tests/seam/src/model.rs`.
const ENOUGH: &str = "ENOUGH_EXECUTIONS";

/// One test, and what came of it.
pub struct Told {
    pub test: String,
    pub ran: Ran,
}

/// The names of the tests that these arguments choose.
pub fn listed(tests: &Executable, args: &[String]) -> io::Result<Vec<String>> {
    let mut list = tests.command(args);
    let ran = limited::run(list.arg("--list"), LIMITS, &|| false)?;
    let names = ran
        .text
        .lines()
        .filter_map(|line| line.strip_suffix(": test"));
    Ok(names.map(str::to_owned).collect())
}

/// As many at once as there are cores, in their order, until one fails: what came of that one,
/// or of all.
///
/// # Errors
///
/// If they cannot be started.
pub fn each_alone(
    tests: &Executable,
    names: &[String],
    judge: Judge,
    stop: &(dyn Fn() -> bool + Sync),
) -> io::Result<Result<Vec<Told>, Told>> {
    let status = StatusLine::empty();
    let numbered: Vec<_> = (1..).zip(names).collect();
    let run = |&(number, name): &(usize, &String)| {
        status.show(&format!("{number} of {}: {name}", names.len()));
        // Not captured: what it prints is read, and thrown away if it is too much.
        let mut test = alone(tests, name, judge);
        let ran = limited::run(&mut test, judge.limits(), stop)?;
        let test = name.clone();
        let told = Told { test, ran };
        told.pass_on();
        Ok::<_, io::Error>(told)
    };
    let failed = |told: &io::Result<Told>| !told.as_ref().is_ok_and(Told::is_well);
    let mut all = Vec::new();
    for told in side_by_side::until(&numbered, run, failed) {
        let told = told?;
        if !told.is_well() {
            return Ok(Err(told));
        }
        all.push(told);
    }
    Ok(Ok(all))
}

/// One test. On one thread: then it says which test it begins, before an abort.
fn alone(tests: &Executable, name: &str, judge: Judge) -> Command {
    let mut test = tests.command(["--exact", name, "--nocapture", "--test-threads=1"]);
    if judge == Judge::Model {
        test.env(CHILD, name); // it would start one, and we have started it already
    }
    if matches!(judge, Judge::Model | Judge::Verdict) {
        test.env(ENOUGH, "1000");
    }
    test
}

impl Told {
    fn is_well(&self) -> bool {
        // One that ends the whole process has not passed.
        self.ran.end == End::Well && self.ran.text.contains("test result: ok. 1 passed")
    }

    /// Passes on what it says of a model, or of an answer. It is judged all the same if nobody
    /// reads it.
    fn pass_on(&self) {
        let of_seam = |line: &&str| line.starts_with("model ") || line.contains("you say it ");
        let lines = self.ran.text.lines().map(|line| {
            // It may stand behind the name of the test.
            line.split_once(" ... model ")
                .map_or(line.to_owned(), |(_, rest)| format!("model {rest}"))
        });
        let told: String = lines
            .filter(|line| of_seam(&line.as_str()))
            .map(|line| format!("{line}\n"))
            .collect();
        let _ = io::stdout().write_all(told.as_bytes());
    }
}
