//! The pool's side of one worker process: start it, talk to it, end it.
//!
//! Its death is noticed by the end of the process, not by the end of the line: the thread
//! that talks to it looks at the process, too. And a thread that ends it waits for that
//! process, and for none that it may have started.

use std::ffi::OsString;
use std::io::{self, BufReader, Write};
use std::net::{Shutdown, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};

use super::deadline::{self, Deadline};
use super::error::Death;
use super::frame::{self, FrameError};
use super::line::Door;
use super::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use super::sync::{Mutex, OnceLock};
use super::time::Duration;
use super::waiting::{Talk, look_until};
use super::wire::WORKER;

/// How long a process may take to end by itself, once its line has ended.
const GRACE: Duration = Duration::from_secs(2);

/// Whatever the limit is, a refusal has to fit.
const LEAST: usize = 4_096;

/// What a worker is started from.
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) limit: usize,
    pub(crate) start_limit: Duration,
}

/// One worker process. One that nobody waits for stays a zombie: the place that has it buries it
/// (`taken`).
pub(crate) struct Process {
    pid: u32,
    limit: usize,
    /// Protects the handle to the process. Held for a system call, never while it serves.
    child: Mutex<Child>,
    /// Protects the door until somebody waits at it for the worker, or nobody will.
    door: Mutex<Option<Door>>,
    /// By then the worker has to have come.
    come_by: Deadline,
    /// Set when it has. Behind no lock: `kill` ends the line at once, also while another
    /// thread reads from it.
    line: OnceLock<TcpStream>,
    /// How many chunks it has served. Only the thread that has it in hand counts.
    served: AtomicUsize,
}

/// Why a worker never said hello.
pub(crate) enum Absent {
    /// It ended before.
    Ended(Death),
    /// It lives, and has not called `serve_if_worker` in all that time.
    Silent,
}

impl Process {
    /// Starts a worker. It says hello as soon as it is ready, and nobody waits for that here.
    pub(crate) fn start(program: &Program) -> io::Result<Process> {
        let door = Door::open(program.limit)?;
        let mut child = Command::new(&program.path)
            .arg(WORKER)
            .args(&program.arguments)
            .stdin(Stdio::piped()) // what it prints goes where ours does
            .spawn()?;
        let setup = door.setup().encode();
        let stdin = child.stdin.take();
        let process = Process {
            pid: child.id(),
            limit: program.limit,
            child: Mutex::new(child),
            door: Mutex::new(Some(door)),
            come_by: deadline::after(program.start_limit),
            line: OnceLock::new(),
            served: AtomicUsize::new(0),
        };
        // The pipe has room for that, so this does not wait. It fails if the process is gone
        // already, which is found out when it does not say hello. Then the pipe ends: the
        // worker, and every program that it will start, has an input with nothing in it.
        let _ = stdin.map(|mut stdin| stdin.write_all(&setup));
        Ok(process)
    }

    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    /// Waits until it has said hello. Has it done so just now, and not before?
    pub(crate) fn hello(&self) -> Result<bool, Absent> {
        if self.line.get().is_some() {
            return Ok(false);
        }
        let door = self.door.lock().unwrap().take();
        let Some(mut door) = door else {
            // Between its start and this look somebody has killed it, and hung up.
            return Err(Absent::Ended(self.autopsy(&FrameError::Ended)));
        };
        let line = look_until(self.come_by, || match door.look() {
            None if self.is_dead() => Some(None),
            line => line.map(Some),
        });
        match line {
            Some(Some(line)) => {
                let first = self.line.set(line);
                first.expect("there was one door, and it is gone");
                Ok(true)
            }
            Some(None) => Err(Absent::Ended(self.autopsy(&FrameError::Ended))),
            None => Err(Absent::Silent),
        }
    }

    /// Writes one chunk, of so many calls, and gives the bytes of each answer to `answer`.
    /// Returns how many chunks this process has served. It has said hello before.
    pub(crate) fn serve(
        &self,
        chunk: &[u8],
        calls: usize,
        mut answer: impl FnMut(Vec<u8>),
    ) -> Result<usize, FrameError> {
        let mut talk = BufReader::new(Talk {
            line: self.line.get().expect("it has said hello"),
            is_dead: || self.is_dead(),
        });
        frame::write(talk.get_mut(), chunk, frame::MOST)?;
        for _ in 0..calls {
            // The end of the line is an error here: a worker does not leave.
            let bytes = frame::read(&mut talk, self.limit.max(LEAST))?;
            answer(bytes.ok_or(FrameError::Ended)?);
        }
        if !talk.buffer().is_empty() {
            return Err(FrameError::TooMuch);
        }
        Ok(self.served.fetch_add(1, SeqCst) + 1)
    }

    /// Has it died, without being told to?
    pub(crate) fn is_dead(&self) -> bool {
        !matches!(self.child.lock().unwrap().try_wait(), Ok(None))
    }

    // ANCHOR: end
    /// Ends the line, and the door if it has not come: a worker ends by itself then, and the
    /// thread that talks to it hears of it.
    pub(crate) fn hang_up(&self) {
        drop(self.door.lock().unwrap().take());
        let _ = self.line.get().map(|line| line.shutdown(Shutdown::Both));
    }

    /// Kills it, and does not wait.
    pub(crate) fn kill(&self) {
        // An error says that it has ended: no harm done, to it or to another. As long as
        // nobody has waited for it its number is not used again, and std knows when we have.
        let _ = self.child.lock().unwrap().kill();
        self.hang_up();
    }

    /// Kills it and waits until it is gone.
    pub(crate) fn bury(&self) -> Option<ExitStatus> {
        self.kill();
        self.child.lock().unwrap().wait().ok()
    }

    /// Ends the line, gives it until `give_up` to end by itself, and buries it.
    pub(crate) fn end(&self, give_up: Deadline) -> Option<ExitStatus> {
        self.hang_up();
        look_until(give_up, || self.is_dead().then_some(()));
        self.bury()
    }
    // ANCHOR_END: end

    /// Ends it after a fault, and says how it died.
    pub(crate) fn autopsy(&self, error: &FrameError) -> Death {
        // Where the line has ended the process is about to, with a status of its own. Where
        // it has not, the process lives and is not one of ours any more.
        let status = match error {
            FrameError::Io(_) | FrameError::Ended | FrameError::CutShort => self.end(grace()),
            _ => self.bury(),
        };
        let why = error.to_string();
        Death { status, why }
    }
}

/// Until when a process may end by itself.
pub(crate) fn grace() -> Deadline {
    deadline::after(GRACE)
}
