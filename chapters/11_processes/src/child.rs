//! The worker's side: a loop that reads calls and writes answers, and a thread that notices
//! when nobody wants them any more.

use std::io::{self, BufReader, Read, Write};
use std::net::TcpStream;
use std::{env, process};

use super::frame::{self, FrameError};
use super::line;
use super::registry::Registry;
use super::sync::Mutex;
use super::thread;
use super::time::Duration;
use super::wire::{self, Setup, WORKER};

/// Was this process started as a worker?
pub(crate) fn is_worker() -> bool {
    env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == WORKER)
}

/// If this process was started as a worker: serves calls until the pool ends the line, and
/// ends the process. Otherwise it does nothing. The first thing in `main`, since all that
/// comes before it happens in every worker too. Python: `if __name__ == "__main__":`.
///
/// What a function prints goes where the pool's process prints. Its stdin is empty, and so is
/// that of every program that it starts; calls and answers go over a line of their own, which
/// no such program has.
///
/// If the pool's process dies, however it does, the system ends the line, and the worker ends
/// at once, also in the middle of a call. What it has started goes on.
// ANCHOR: serve_if_worker
pub fn serve_if_worker(functions: &Registry) {
    if !is_worker() {
        return;
    }
    match run(functions) {
        // Nobody reads our answers any more: so it is with a pool that terminates.
        Ok(()) | Err(FrameError::Ended) => leave(0),
        Err(error) => {
            eprintln!("a pool's worker: {error}");
            leave(1)
        }
    }
}

fn run(functions: &Registry) -> Result<(), FrameError> {
    let (line, limit) = connect()?;
    let watched = line.try_clone()?;
    thread::Builder::new()
        .name("watcher".into())
        .spawn(move || watch(&watched))?;
    serve(functions, &mut BufReader::new(&line), &mut &line, limit)
}
// ANCHOR_END: serve_if_worker

/// What a worker does before it serves: reads its setup, and finds the pool. Its end of the
/// line, and the limit.
///
/// # Errors
///
/// stdin is no setup, or the pool is gone.
pub fn connect() -> Result<(TcpStream, usize), FrameError> {
    // To its end: a function that reads stdin later, or a program, finds nothing.
    let mut setup = Vec::new();
    io::stdin().lock().read_to_end(&mut setup)?;
    let setup = Setup::decode(&setup)?;
    Ok((line::connect(&setup)?, setup.limit))
}

/// Ends this process when the pool ends the line.
///
/// It only looks at what comes in (`peek`) and leaves it there for the loop that serves. Both
/// are woken when a call comes. Then this one steps aside for a while; otherwise it would
/// look at the same bytes again and again. After that it looks into a line on which nothing
/// comes before this call is answered, and so it hears of the end in the middle of a call.
///
/// Tried and rejected: a thread that reads the calls and hands them over. It hears of the end,
/// too, but each call would wait for one thread to wake another.
fn watch(line: &TcpStream) {
    while let Ok(1..) = line.peek(&mut [0]) {
        thread::sleep(Duration::from_millis(100)); // nobody is waited for: a pause to stay cheap
    }
    leave(0)
}

/// Ends the process, for two threads that may come at the same time: C's `exit` is for one.
fn leave(code: i32) -> ! {
    /// Protects the way out. The thread that has it keeps it; the other one waits here.
    static WAY_OUT: Mutex<()> = Mutex::new(());
    let _mine = WAY_OUT.lock();
    process::exit(code)
}

/// Answers each call until `calls` ends.
///
/// # Errors
///
/// A frame from `calls` that is none, or a line that failed.
pub fn serve(
    functions: &Registry,
    calls: &mut impl Read,
    answers: &mut impl Write,
    limit: usize,
) -> Result<(), FrameError> {
    while let Some(chunk) = frame::read(calls, limit)? {
        let chunk = &mut &chunk[..];
        let name = wire::name(chunk)?;
        // Every call has an answer of its own, written as soon as it is there: if the next
        // one kills this process, the pool has those before it.
        while let Some(arguments) = wire::arguments(chunk)? {
            let answer = functions.call(&name, arguments, limit);
            frame::write(answers, &answer, frame::MOST)?;
        }
    }
    Ok(())
}
