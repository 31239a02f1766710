//! The exercises: a file for each command, and `verdict.rs` for what `check` tells.

mod board;
mod check;
mod desk;
mod hints;
mod judge;
mod prepare;
mod progress;
mod promise;
mod reset;
mod rounds;
mod run;
mod solution;
mod start;
mod terminal;
mod verdict;
mod watch;

use toolbox::args;
use toolbox::program::{Done, print};

/// `workshop exercises --help`, and of all that concern them.
pub const HELP: &str = "\
workshop: the exercises of the book

  exercises                 the board: what there is to do, and what is solved
  prepare [--files]         builds what they need, once, and writes all their
                            files (or those alone)
  start NAME                shows the card of an exercise, by its name or number
  next                      starts the first that is not solved
  check [NAME]              has your file judged: does it compile, do its steps,
                            plain tests, properties and loom models pass
  hint [NAME]               one hint more each time; there are three
  watch [NAME]              checks whenever you save the file, until solved
  solution [NAME] [--spoil] your file beside ours, once it is solved
  reset NAME [--yes]        the file as it was; yours is kept beside it

Without a NAME: the exercise that was started last. You edit the file that the
card names; nothing else needs to change. Git has none of these files, nor
.workshop, which has how far you are: a pull leaves your work alone.
";

/// What runs this command with its arguments, if it is one of ours.
pub fn command(name: &str) -> Option<fn(&[String]) -> Done> {
    let run: fn(&[String]) -> Done = match name {
        "exercises" => |args| or_help(args, board::run),
        "prepare" => |args| or_help(args, prepare::run),
        "start" => |args| or_help(args, start::start),
        "next" => |args| or_help(args, start::next),
        "check" => |args| or_help(args, check::run),
        "hint" => |args| or_help(args, hints::run),
        "watch" => |args| or_help(args, watch::run),
        "solution" => |args| or_help(args, solution::run),
        "reset" => |args| or_help(args, reset::run),
        _ => return None,
    };
    Some(run)
}

fn or_help(args: &[String], run: fn(&[String]) -> Done) -> Done {
    match args::ask_for_help(args) {
        true => print(HELP),
        false => run(args),
    }
}
