//! The race of all stages of the book: it needs every chapter. `cargo run --release` has the
//! workshop build and start it.
//!
//! The exit status is the workshop's: 0, 1 or 2. Chapters 1 and 2 know no better than to panic
//! when they are refused a thread: 101.

mod bare_threads;
mod calls;
mod curves;
mod help;
mod python;
mod race;
mod report;
mod round;
mod schedule;
mod stages;
mod svg;
mod sweep;
mod table;
mod throughput;
mod timeline;

use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

use toolbox::args;
use toolbox::program::{self, Done};

fn main() -> ExitCode {
    program::main(run)
}

fn run(args: Vec<OsString>) -> Result<ExitCode, Box<dyn Error>> {
    let args = args::text(args)?;
    let command = args.first().map(String::as_str);
    let (run, help): (fn(&[String]) -> Done, _) = match command {
        Some("timeline") => (timeline::run, help::TIMELINE),
        Some("sweep") => (sweep::run, help::SWEEP),
        _ => (race::run, help::RACE),
    };
    // An option alone belongs to the race.
    let named = matches!(command, Some("race" | "timeline" | "sweep"));
    let args = &args[usize::from(named)..];
    match args::ask_for_help(args) {
        true => program::print(help)?,
        false => run(args)?,
    }
    Ok(ExitCode::SUCCESS)
}
