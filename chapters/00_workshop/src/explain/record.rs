//! Builds a test executable, and runs it with a file to write its steps to.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use std::{env, fs};

use toolbox::cargo::{self, Executable, cargo};
use toolbox::limited::{self, Limits};

use super::model::{Model, Why};

/// The environment's name for the file, as the recorder has it.
pub const FILE: &str = "EXPLAIN_MODEL";

/// It looks for a schedule with few interruptions first, and so may take some times longer than
/// the model.
const LIMITS: Limits = Limits {
    works: Duration::from_secs(60),
    sleeps: Duration::from_secs(10),
    lasts: Duration::from_secs(600),
    takes: 1000,
    prints: 100,
};

/// The executable of the model's test target.
pub fn build(root: &Path, model: &Model<'_>) -> Result<Executable, Why> {
    let mut cargo = cargo();
    cargo
        .args(["test", "--no-run", "--package", model.package])
        .args(["--test", model.target])
        .args(["--features", &model.features.join(",")])
        .current_dir(root)
        .stderr(Stdio::inherit());
    if !io::stderr().is_terminal() {
        cargo.arg("--quiet");
    }
    let built = cargo::build(&mut cargo)
        .map_err(|error| Why::NoModel(format!("cargo cannot be started: {error}")))?;
    // The one test that was asked for. Cargo also builds a package's programs for its tests.
    let mut tests = built
        .executables
        .into_iter()
        .filter(|one| one.kind == "test");
    tests.next().filter(|_| built.ok).ok_or(Why::DoesNotBuild)
}

/// What the model's test writes to the file that `variable` names: here the recording of the
/// execution that failed. It is given another file, too, if there is one for it to read.
pub fn run(
    executable: &Executable,
    model: &Model<'_>,
    variable: &str,
    given: Option<(&str, &Path)>,
) -> Result<String, Why> {
    // Two may run at once in one process, in tests.
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Relaxed); // a plain count
    let file = env::temp_dir().join(format!("explain-{}-{run}", std::process::id()));
    let exact = model.test.map(|test| ["--exact", test]);
    let mut run = executable.command(exact.into_iter().flatten());
    run.args(["--nocapture", "--test-threads=1"])
        .env(variable, &file)
        .envs(given);
    let ran = limited::run(&mut run, LIMITS, &|| false)
        .map_err(|error| Why::DidNotRun(error.to_string()))?;
    let text = fs::read_to_string(&file);
    let _ = fs::remove_file(&file); // it may not be there
    match text {
        Ok(text) if text.is_empty() => Err(Why::Passes),
        Ok(text) => Ok(text),
        Err(_) => Err(Why::DidNotRun(ran.text)),
    }
}
