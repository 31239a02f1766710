//! Why does a model fail? The schedule as a table: a column a thread, a row a step.
//!
//! The steps come from the model's own test. With a file named in its environment it writes
//! down what each thread did in the execution that failed (`tests/seam/src/recorder.rs`).

mod failure;
mod find;
mod json;
mod model;
mod names;
mod options;
pub mod record;
mod recording;
mod rows;
mod state;
mod step;
mod table;

pub use model::{Model, Why};
pub use table::{Table, columns};

use toolbox::args;
use toolbox::program::{Done, print};
use toolbox::workspace;

pub use find::find;
use options::Options;
use recording::Recording;

/// `workshop explain --help`.
pub const HELP: &str = "\
workshop explain CHAPTER NAME: a schedule on which a model fails

  NAME               a planted bug (bugs/NAME.rs), or a model of the chapter
  --test TARGET      in the place of NAME: a test target, such as loom
  --model TEST       the test in it; needed if it has several
  --features A,B     how to build it: exercise-queue-4 is your own queue
  --json             the same as data

  workshop explain chapter4 lost_wakeup
  workshop explain chapter4 --features exercise-queue-4 --test loom \\
    --model a_sender_waits_for_room

A column is a thread, a row is a step: `lock state`, `wait not_empty`,
`notify_one not_empty (nobody waits)`. Beside it stand the locks with their
holders, and the condvars with those who wait, after that step. The last line
says what is wrong: deadlock, panic, leak, or no end. It is a schedule with as
few interruptions as possible, and never more than 40 rows.
If it is wider than COLUMNS (100 where that is not set), it is a line a step.
There are no colours. The sources have to be there: it builds the tests.

Exit status: 0 with a table, or if every execution passes; 1 if there is no
such model or it does not compile.
";

/// `workshop explain`.
///
/// # Errors
///
/// If there is no such model, or it does not compile.
pub fn run(args: &[String]) -> Done {
    if args::ask_for_help(args) {
        return print(HELP);
    }
    let options = Options::read(args)?;
    let features: Vec<&str> = options.features.iter().map(String::as_str).collect();
    let (target, test) = match &options.target {
        Some(target) => (target.as_str(), options.test.clone()),
        None => ("loom", Some(find(&options.chapter, &options.name)?)),
    };
    let table = explain(&Model {
        package: &options.chapter,
        features: &features,
        target,
        test: test.as_deref(),
    });
    match table {
        Ok(table) if options.json => print(&table.json()),
        Ok(table) => print(&table.text(columns())),
        Err(Why::Passes) => print("Every execution passes: there is nothing to explain.\n"),
        Err(why) => Err(why.into()),
    }
}

/// Runs a model until it fails, with as few interruptions as it takes.
///
/// # Errors
///
/// See [`Why`].
pub fn explain(model: &Model<'_>) -> Result<Table, Why> {
    let root = workspace::root().map_err(Why::NoModel)?;
    let executable = record::build(&root, model)?;
    let text = record::run(&executable, model, record::FILE, None)?;
    Ok(Table::new(&Recording::read(&text, &root)))
}
