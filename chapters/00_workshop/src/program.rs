//! How our programs speak: what they print, one line if they fail, and their exit status.
//!
//! The status is 0 when all is done, 1 when something outside failed (a thread refused, a file
//! not written), 2 for arguments that make no sense.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use crate::args::Usage;

/// What a command comes to.
pub type Done = Result<(), Box<dyn Error>>;

/// A program: `run` gets its arguments, its own name left out.
pub fn main(run: impl FnOnce(Vec<OsString>) -> Result<ExitCode, Box<dyn Error>>) -> ExitCode {
    match run(env::args_os().skip(1).collect()) {
        Ok(status) => status,
        // Our output was read (`| head`) until enough was seen. That is not a failure.
        Err(error) if is_closed_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) if error.is::<Usage>() => fail(2, &describe(&*error)),
        Err(error) => fail(1, &describe(&*error)),
    }
}

/// Writes to stdout. Unlike `print!`, it does not panic when the reader has gone.
///
/// # Errors
///
/// If it cannot be written.
pub fn print(text: &str) -> Done {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(())
}

/// One line on stderr that is no failure.
pub fn note(line: &str) {
    // If even stderr is closed, there is nobody to tell.
    let _ = writeln!(io::stderr(), "workshop: {line}");
}

/// One line on stderr, and the exit status.
fn fail(status: u8, line: &str) -> ExitCode {
    note(line);
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
