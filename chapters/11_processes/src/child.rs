//! The worker's side: a loop that reads calls and writes answers.

use std::io::{self, Read, Write};
use std::{env, process};

use super::codec::{Codec, encode_sized, take_sized};
use super::frame::{self, FrameError};
use super::registry::{Failure, Registry, refusal};

/// The argument that makes a program a worker. An argument and not a variable of the
/// environment: that one would be inherited by every program that a function starts.
pub(crate) const WORKER: &str = "--serve-as-pool-worker";

/// The first frame of a worker. Whoever dies before it has not got as far as `main`.
pub(crate) const HELLO: &[u8] = b"chapter11";

/// Was this process started as a worker?
pub(crate) fn is_worker() -> bool {
    env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == WORKER)
}

/// If this process was started as a worker: serves calls until the pool closes the pipe, and
/// ends the process. Otherwise it does nothing. The first thing in `main`, since all that
/// comes before it happens in every worker too. Python: `if __name__ == "__main__":`.
///
/// Calls come by stdin. If the pool's process dies, the system closes the pipe, and the
/// worker ends: at once if it waits for a call, otherwise after the one that it has.
///
/// Answers go by stdout. A function must not print there; what it prints would stand where
/// an answer should, and the pool takes that for the worker's death. stderr is the parent's,
/// so `eprintln!` is all right. Nor may a function read stdin.
pub fn serve_if_worker(functions: &Registry) {
    if !is_worker() {
        return;
    }
    let limit = env::args().nth(2).and_then(|limit| limit.parse().ok());
    let served = serve(
        functions,
        &mut io::stdin().lock(),
        &mut Stdout,
        limit.unwrap_or(frame::LIMIT),
    );
    process::exit(match served {
        Ok(()) => 0,
        Err(FrameError::Io(_)) => 0, // nobody reads our answers any more
        Err(error) => {
            eprintln!("a pool's worker: {error}");
            1
        }
    });
}

/// Locks stdout for one write, and not for ever: a function that prints, though it must not,
/// would otherwise wait for it.
struct Stdout;

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stdout().lock().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().lock().flush()
    }
}

/// Says hello, then answers each call until `calls` ends.
///
/// # Errors
///
/// A frame from `calls` that is none, or a pipe that failed.
pub fn serve(
    functions: &Registry,
    calls: &mut impl Read,
    answers: &mut impl Write,
    limit: usize,
) -> Result<(), FrameError> {
    frame::write(answers, HELLO, limit)?;
    while let Some(chunk) = frame::read(calls, limit)? {
        serve_chunk(functions, &chunk, answers, limit)?;
    }
    Ok(())
}

/// The bytes of a chunk, as [`serve`] reads them.
pub(crate) fn chunk<A: Codec>(name: &str, arguments: &[A]) -> Vec<u8> {
    let mut out = Vec::new();
    (name.to_owned(), arguments.len() as u32).encode(&mut out);
    arguments
        .iter()
        .for_each(|argument| encode_sized(argument, &mut out));
    out
}

/// A chunk is a name, a number of calls, and the arguments of each. Every call has an answer
/// of its own, written as soon as it is there: if the next one kills this process, the pool
/// has those before it.
fn serve_chunk(
    functions: &Registry,
    mut chunk: &[u8],
    answers: &mut impl Write,
    limit: usize,
) -> Result<(), FrameError> {
    let chunk = &mut chunk;
    let (name, calls) = <(String, u32)>::decode(chunk)?;
    for _ in 0..calls {
        let mut answer = functions.call(&name, take_sized(chunk)?);
        if answer.len() > limit {
            answer = refusal(Failure::TooLarge(answer.len()));
        }
        frame::write(answers, &answer, limit)?;
    }
    Ok(())
}
