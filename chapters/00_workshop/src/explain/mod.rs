//! Why does a model fail? The schedule as a table: a column a thread, a row a step.
//!
//! The steps come from the model's own test. With a file named in its environment it writes
//! down what each thread did in the execution that failed (`tests/support/trace.rs`).

mod find;
mod json;
mod names;
mod record;
mod recording;
mod rows;
mod state;
mod table;
mod verdict;

use std::error::Error;
use std::fmt;

use crate::args::ExplainOptions;
use crate::progress::Progress;
use crate::workspace;
use find::find;
use recording::Recording;
pub use table::{Table, columns};

/// What to explain: a test of a package, and how to build it.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    /// `chapter4`.
    pub package: &'a str,
    /// `exercise-queue-4`; often none.
    pub features: &'a [&'a str],
    /// The test target: `loom`, or `bug_lost_wakeup`.
    pub target: &'a str,
    /// The test in it. `None` if it is the only one.
    pub test: Option<&'a str>,
}

/// Why there is no table.
#[derive(Debug)]
pub enum Why {
    /// There is nothing of that name, or it is not checked by loom.
    NoModel(String),
    /// Cargo's errors.
    DoesNotBuild(String),
    /// It ended without a recording. What it said.
    DidNotRun(String),
    /// Nothing failed within the model's bound.
    Passes,
}

/// Runs a model until it fails, with as few interruptions as it takes.
///
/// # Errors
///
/// See [`Why`].
pub fn explain(model: &Model<'_>) -> Result<Table, Why> {
    let root = workspace::root().map_err(Why::NoModel)?;
    let executable = record::build(&root, model)?;
    let text = record::run(&executable, model)?;
    Ok(Table::new(&Recording::read(&text, &root)))
}

/// `workshop explain`.
///
/// # Errors
///
/// If there is no such model, or it does not compile.
pub fn run(options: &ExplainOptions) -> Result<(), Box<dyn Error>> {
    let progress = Progress::new();
    progress.show("building and running the model");
    let features: Vec<&str> = options.features.iter().map(String::as_str).collect();
    let (target, test) = match (&options.target, &options.test) {
        (Some(target), test) => (target.clone(), test.clone()),
        (None, _) => find(&options.chapter, &options.name)?,
    };
    let table = explain(&Model {
        package: &options.chapter,
        features: &features,
        target: &target,
        test: test.as_deref(),
    });
    progress.clear();
    match table {
        Ok(table) if options.json => crate::print(&table.json()),
        Ok(table) => crate::print(&table.text(columns())),
        Err(Why::Passes) => crate::print("Every execution passes: there is nothing to explain.\n"),
        Err(why) => Err(why.into()),
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::NoModel(what) => f.write_str(what),
            Why::DoesNotBuild(errors) => write!(f, "it does not compile:\n{errors}"),
            Why::DidNotRun(said) => write!(f, "the model wrote nothing down:\n{said}"),
            Why::Passes => f.write_str("every execution passes"),
        }
    }
}

impl Error for Why {}
