//! The line between a pool and a worker: how its two ends find each other.
//!
//! It is a connection over the machine's own network. Why not the worker's stdin and stdout,
//! which are there already? Because a program that a function starts has them too. It would
//! read the next call in place of its input, and what it prints would stand where an answer
//! should; and as long as it lives, a pipe that it holds does not end, though its worker has
//! died. A socket of std's is closed in every program that is started: on each side of the
//! line there is one process, and no other.
//!
//! Anybody on the machine can connect to a port. So both sides show half of a key that only
//! they know: the pool lets in no caller without the first half, and the worker serves no pool
//! without the second. A caller that connects and says nothing is not waited for.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind, Read, Write};
use std::mem;
use std::net::{Ipv4Addr, TcpListener, TcpStream};

use super::time::Duration;
use super::wire::Setup;

/// How long a read or a write waits before the pool looks whether the process still lives.
/// The end of a process ends the line at once; this is for one that has left copies of
/// itself, which hold the line: C's `fork` does that.
const LOOK: Duration = Duration::from_millis(100);

/// Where one worker is expected. It is let in once.
pub struct Door {
    listener: TcpListener,
    setup: Setup,
    /// They have connected, and not said a whole key yet.
    callers: Vec<TcpStream>,
}

impl Door {
    /// A door of its own for each worker: what comes through it is that one.
    ///
    /// # Errors
    ///
    /// The system has no port, or no more file descriptors.
    pub fn open(limit: usize) -> io::Result<Door> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let key = (random(), random());
        Ok(Door {
            listener,
            setup: Setup { port, key, limit },
            callers: Vec::new(),
        })
    }

    /// What the worker has to be told.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    // ANCHOR: look
    /// Lets the worker in, if it is there. Never waits.
    ///
    /// An error of the system is not a reason to give up: a moment later there may be a file
    /// descriptor again. The worker stands at the door as long.
    pub fn look(&mut self) -> Option<TcpStream> {
        while let Ok((caller, _)) = self.listener.accept() {
            self.callers.push(caller);
        }
        for caller in mem::take(&mut self.callers) {
            let mut hello = [0; size_of::<u128>()];
            let said = caller
                .set_nonblocking(true)
                .and_then(|()| caller.peek(&mut hello));
            match said {
                Ok(len) if len == hello.len() => {
                    if u128::from_le_bytes(hello) == self.setup.key.0 {
                        return self.welcome(caller).ok();
                    }
                }
                Ok(1..) => self.callers.push(caller),
                Err(error) if error.kind() == ErrorKind::WouldBlock => self.callers.push(caller),
                Ok(0) | Err(_) => {} // gone
            }
        }
        None
    }

    fn welcome(&self, mut line: TcpStream) -> io::Result<TcpStream> {
        line.set_nonblocking(false)?;
        line.set_nodelay(true)?; // a call does not wait for others to share a packet with
        line.set_read_timeout(Some(LOOK))?;
        line.set_write_timeout(Some(LOOK))?;
        let mut hello = [0; size_of::<u128>()];
        line.read_exact(&mut hello)?; // it is there: we have seen it
        line.write_all(&self.setup.key.1.to_le_bytes())?;
        Ok(line)
    }
    // ANCHOR_END: look
}

/// The worker's end: connects, shows its half of the key and looks at the pool's.
///
/// # Errors
///
/// There is no pool, or not any more; or it is not ours.
pub fn connect(setup: &Setup) -> io::Result<TcpStream> {
    let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, setup.port))?;
    line.set_nodelay(true)?;
    line.write_all(&setup.key.0.to_le_bytes())?;
    let mut welcome = [0; size_of::<u128>()];
    line.read_exact(&mut welcome)?;
    match u128::from_le_bytes(welcome) == setup.key.1 {
        true => Ok(line),
        false => Err(io::Error::new(
            ErrorKind::PermissionDenied,
            "a strange pool",
        )),
    }
}

/// std has no random numbers but these: the keys of its hash maps, which come from the
/// system so that nobody can guess them.
fn random() -> u128 {
    let half = || RandomState::new().hash_one(0_u8);
    u128::from(half()) << 64 | u128::from(half())
}
