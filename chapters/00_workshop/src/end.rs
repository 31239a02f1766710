//! How a program ended that was not to go on for ever.

use std::fmt;
use std::time::Duration;

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With success.
    Well,
    /// By itself, without.
    Failed,
    /// Killed: for so long it slept.
    Slept(Duration),
    /// Killed: so long it worked.
    Worked(Duration),
    /// Killed: so long it took.
    Lasted(Duration),
    /// Killed: so many MB it had.
    Took(u64),
    /// Killed: so many MB it had printed.
    Printed(u64),
    /// Killed, since the caller does not want to know any more.
    Stopped,
}

/// What is wrong with such an end, as the rest of a sentence.
impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Well => f.write_str("it ends well"),
            End::Failed => f.write_str("it fails"),
            End::Slept(long) => {
                let long = long.as_secs();
                write!(
                    f,
                    "no end: for {long} s all its threads have slept, and nobody wakes them"
                )
            }
            End::Worked(long) => {
                let long = long.as_secs();
                write!(
                    f,
                    "no end: it has worked for {long} s and goes on, so it may spin"
                )
            }
            End::Lasted(long) => write!(f, "no end within {} s", long.as_secs()),
            End::Printed(megabytes) => {
                write!(
                    f,
                    "it printed {megabytes} MB and goes on; take that out first"
                )
            }
            End::Took(megabytes) => write!(f, "it took {megabytes} MB of memory"),
            End::Stopped => f.write_str("it was stopped"),
        }
    }
}
