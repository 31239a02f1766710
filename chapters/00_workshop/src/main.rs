//! The workshop: the exercises of the book, why a model fails, and the way to the race.
//!
//! `cargo run --release` is the race. `workshop --help` says the rest.
//!
//! It depends on no chapter. What needs them all is the package `race`, which is built when it
//! is asked for ([`race`]): with a chapter that does not compile, the exercises go on.

mod exercises;
mod explain;
mod explore;
mod race;

use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

use toolbox::args::{self, Usage};
use toolbox::program;

/// `workshop --help`.
const HELP: &str = "\
workshop: race the thread pools of the book, and draw what they do

  workshop                     the race: every stage on the same tasks
  workshop race [OPTIONS]      the race, with other tasks
  workshop timeline OUT.svg    a picture: which worker ran which task, and when
  workshop sweep [OUT.svg]     how many workers? throughput of 1 to 256
  workshop explain chapter4 lost_wakeup
                               why does loom reject it? step by step
  workshop explore chapter4 one_condvar
                               a page on which you are the scheduler

  workshop exercises           the board: what there is to do, what is solved
  workshop next                the next exercise: start, check, hint, watch,
                               solution and reset have it by name

From the source: cargo run --release -- race --scale 0.01
`workshop race --help`, and so on, list the options.
";

fn main() -> ExitCode {
    program::main(run)
}

fn run(args: Vec<OsString>) -> Result<ExitCode, Box<dyn Error>> {
    if race::is_meant(&args) {
        return race::run(&args);
    }
    let args = args::text(args)?;
    let (command, args) = args.split_first().expect("without any it is the race");
    match command.as_str() {
        "--help" | "-h" => program::print(HELP)?,
        "explain" => explain::run(args)?,
        "explore" => explore::run(args)?,
        _ => match exercises::command(command) {
            Some(run) => run(args)?,
            None => return Err(Usage(format!("no command {command:?} (see --help)")).into()),
        },
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_fits_the_screen() {
        for text in [HELP, exercises::HELP, explain::HELP, explore::HELP] {
            assert!(text.lines().all(|line| line.len() <= 80));
        }
    }
}
