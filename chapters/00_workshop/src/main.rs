//! The workshop: races every stage of the book, draws who ran what when, measures how many
//! workers are worth having, and explains why a model fails.
//!
//! `cargo run --release` is the race. `workshop --help` says the rest.
//!
//! Exit status: 0 when done, 1 when something outside failed (a thread refused, a file
//! not written), 2 for arguments that make no sense. Chapters 1 and 2 know no better than
//! to panic when they are refused a thread: 101.

mod args;
mod curves;
mod exercises;
mod explain;
mod help;
mod progress;
mod python;
mod race;
mod report;
mod round;
mod schedule;
mod stages;
mod svg;
mod sweep;
mod table;
mod timeline;
mod workspace;

use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use args::Command;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(message) => return fail(2, &message),
    };
    let done = match command {
        Command::Help(text) => print(text),
        Command::Race(options) => race::run(&options),
        Command::Timeline(options) => timeline::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Sweep(options) => sweep::run(&options),
        Command::Exercises(command) => exercises::run(&command),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read our output (`| head`) has seen enough. That is not a failure.
        Err(error) if is_closed_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => fail(1, &describe(&*error)),
    }
}

/// Writes to stdout. Unlike `print!`, it does not panic when the reader has gone.
fn print(text: &str) -> Result<(), Box<dyn Error>> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(())
}

/// One line on stderr, and the exit status.
fn fail(status: u8, message: &str) -> ExitCode {
    // If even stderr is closed, the status has to do.
    let _ = writeln!(io::stderr(), "workshop: {message}");
    ExitCode::from(status)
}

fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// The error and its causes, on one line.
fn describe(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!(": {error}");
        cause = error.source();
    }
    text
}
