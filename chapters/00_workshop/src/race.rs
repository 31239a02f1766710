//! `race`, `timeline` and `sweep`: the package `race`, which needs every chapter.

use std::error::Error;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::{Command, ExitCode, Stdio};

use toolbox::cargo::{build, cargo};
use toolbox::workspace;

/// Its commands. Without any it is the race, also where there are options.
const COMMANDS: [&str; 3] = ["race", "timeline", "sweep"];

/// Is the race meant by these arguments?
pub fn is_meant(args: &[OsString]) -> bool {
    let Some(first) = args.first() else {
        return true;
    };
    let is_option = first.to_string_lossy().starts_with('-');
    COMMANDS.iter().any(|command| first == command)
        || is_option && first != "--help" && first != "-h"
}

/// Builds it as we were built, and runs it in our place: its arguments, its output and its
/// status are ours.
///
/// # Errors
///
/// If there is no cargo, or a chapter does not compile.
pub fn run(args: &[OsString]) -> Result<ExitCode, Box<dyn Error>> {
    let mut cargo = cargo();
    cargo
        .args(["build", "--package", "race", "--bin", "race"])
        .current_dir(workspace::root()?)
        .stderr(Stdio::inherit());
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    // On a terminal cargo shows how far it is: the first time it takes a while.
    if !io::stderr().is_terminal() {
        cargo.arg("--quiet");
    }
    let built = build(&mut cargo).map_err(|error| format!("cargo cannot be started: {error}"))?;
    let race = built.executables.iter().find(|one| one.target == "race");
    let Some(race) = race.filter(|_| built.ok) else {
        return Err(
            "the race needs every chapter, and one does not compile. The exercises \
                    of the others go on: cargo run -- exercises"
                .into(),
        );
    };
    let status = Command::new(&race.path).args(args).status()?;
    // No code: a signal ended it.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[cfg(test)]
mod tests {
    use super::is_meant;
    use std::ffi::OsString;

    #[test]
    fn without_a_command_it_is_the_race() {
        let is_meant = |line: &str| {
            let args: Vec<_> = line.split_whitespace().map(OsString::from).collect();
            is_meant(&args)
        };
        for line in ["", "race", "timeline x", "sweep --help", "--workers 9"] {
            assert!(is_meant(line), "{line}");
        }
        for line in ["--help", "-h", "exercises", "check race", "racing"] {
            assert!(!is_meant(line), "{line}");
        }
    }
}
