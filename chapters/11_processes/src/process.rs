//! The pool's side of one worker process: start it, talk to it, end it.

use std::io::{self, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

use super::child::{HELLO, WORKER};
use super::error::Death;
use super::frame::{self, FrameError};
use super::sync::Mutex;
use super::thread;
use super::time::{Duration, Instant};

/// How long a process may take to end by itself, once its pipes are closed.
const GRACE: Duration = Duration::from_secs(2);

/// What a worker is started from.
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    pub(crate) arguments: Vec<String>,
    pub(crate) limit: usize,
}

/// One worker process. Whoever drops the last handle has to have called `end` or `kill`:
/// both wait for the process, and one that nobody waits for stays a zombie.
pub(crate) struct Process {
    pid: u32,
    /// Protects the handle to the process. Held for a system call, never while it serves.
    child: Mutex<Child>,
    /// Protects the pipes. Only whoever has taken the worker's place locks it, so it never
    /// waits. `None` once they are closed.
    pipes: Mutex<Option<Pipes>>,
}

struct Pipes {
    calls: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// Has it said hello?
    ready: bool,
    /// How many chunks it has served.
    served: usize,
}

/// What went wrong in the talk.
pub(crate) enum Fault {
    /// It has not said hello, so no call has started.
    NotReady(FrameError),
    /// It has been heard of, and the call at hand may have started.
    Talking(FrameError),
}

impl Process {
    /// Starts a worker. It says hello as soon as it is ready, and nobody waits for that here.
    pub(crate) fn start(program: &Program) -> io::Result<Process> {
        let mut child = Command::new(&program.path)
            .arg(WORKER)
            .arg(program.limit.to_string())
            .args(&program.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (calls, answers) = (child.stdin.take(), child.stdout.take());
        let pipes = Pipes {
            calls: calls.expect("it is piped"),
            answers: BufReader::new(answers.expect("it is piped")),
            ready: false,
            served: 0,
        };
        Ok(Process {
            pid: child.id(),
            child: Mutex::new(child),
            pipes: Mutex::new(Some(pipes)),
        })
    }

    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    /// Writes one chunk and gives each of its `calls` answers to `answer`. Returns how many
    /// chunks this process has served.
    ///
    /// The worker reads the whole chunk before it writes anything, and we write all of it
    /// before we read. So at no time do both write, and arguments and results may be larger
    /// than what a pipe holds.
    pub(crate) fn serve(
        &self,
        chunk: &[u8],
        calls: usize,
        limit: usize,
        mut answer: impl FnMut(&[u8]),
    ) -> Result<usize, Fault> {
        let mut pipes = self.pipes.lock().unwrap();
        let pipes = pipes
            .as_mut()
            .expect("nobody talks to a worker that was ended");
        if !pipes.ready {
            match read(pipes, limit) {
                Ok(hello) if hello == HELLO => pipes.ready = true,
                Ok(other) => {
                    let byte = other.first().copied().unwrap_or(0);
                    return Err(Fault::NotReady(FrameError::Garbage(byte)));
                }
                Err(error) => return Err(Fault::NotReady(error)),
            }
        }
        frame::write(&mut pipes.calls, chunk, limit).map_err(Fault::Talking)?;
        for _ in 0..calls {
            answer(&read(pipes, limit).map_err(Fault::Talking)?);
        }
        pipes.served += 1;
        Ok(pipes.served)
    }

    /// Has it died, without being told to?
    pub(crate) fn is_dead(&self) -> bool {
        !matches!(self.child.lock().unwrap().try_wait(), Ok(None))
    }

    /// Has it said hello? For whoever has taken its place.
    pub(crate) fn was_ready(&self) -> bool {
        let pipes = self.pipes.lock().unwrap();
        pipes.as_ref().is_some_and(|pipes| pipes.ready)
    }

    /// Closes the pipes, so that a worker ends by itself; kills it if it does not.
    pub(crate) fn end(&self) -> Option<ExitStatus> {
        self.hang_up();
        let give_up = Instant::now() + GRACE;
        let mut pause = Duration::from_micros(50);
        while Instant::now() < give_up {
            match self.child.lock().unwrap().try_wait() {
                Ok(None) => {}
                Ok(status) => return status,
                Err(_) => break,
            }
            thread::sleep(pause); // std has no wait with a time-out
            pause = (pause * 2).min(Duration::from_millis(20));
        }
        self.kill_and_wait()
    }

    /// Kills it. Whoever talks to it reads the end of the pipe.
    pub(crate) fn kill(&self) {
        // An error says that it has ended: no harm done, to it or to another. As long as
        // nobody has waited for it its number is not used again, and std knows when we have.
        let _ = self.child.lock().unwrap().kill();
    }

    /// Kills it and waits until it is gone.
    pub(crate) fn kill_and_wait(&self) -> Option<ExitStatus> {
        self.hang_up();
        let mut child = self.child.lock().unwrap();
        let _ = child.kill();
        child.wait().ok()
    }

    /// Closes the pipes: a worker that waits for a call ends by itself.
    pub(crate) fn hang_up(&self) {
        drop(self.pipes.lock().unwrap().take());
    }

    /// Ends it after a fault, and says how it died.
    pub(crate) fn autopsy(&self, error: &FrameError) -> Death {
        // Where the pipe has ended the process is about to, with a status of its own. Where
        // it has not, the process lives and is not one of ours any more.
        let status = match error {
            FrameError::Io(_) | FrameError::Ended | FrameError::CutShort => self.end(),
            _ => self.kill_and_wait(),
        };
        let why = error.to_string();
        Death { status, why }
    }
}

/// One frame. The end of the pipe is an error here: a worker does not leave.
fn read(pipes: &mut Pipes, limit: usize) -> Result<Vec<u8>, FrameError> {
    // A hello, or a refusal with its message, has to fit in any case.
    let limit = limit.max(4_096);
    frame::read(&mut pipes.answers, limit)?.ok_or(FrameError::Ended)
}
