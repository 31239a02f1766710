//! Runs a program of somebody's who may have made any mistake: it ends, and soon, whatever it
//! does.
//!
//! What counts is not the time on the wall, which a busy machine stretches, but what the
//! processes do: they are given so much of the processor's time, so much memory, and so long in
//! which all of them sleep and nobody wakes any. Where the system does not tell (it is read from
//! Linux's `/proc`), there is the wall's time, and plenty of it.

use std::io;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub use crate::end::End;
use crate::kept::read;
use crate::processes::{self, Seen};

/// What it may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Of the processor's time, with all that it starts.
    pub works: Duration,
    /// All its threads sleep.
    pub sleeps: Duration,
    /// On the wall.
    pub lasts: Duration,
    /// Of memory, in MB.
    pub takes: u64,
    /// What it prints, in MB.
    pub prints: u64,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Ran {
    /// How it ended.
    pub end: End,
    /// What it said, first to its output, then to its errors: the beginning and the end of it.
    pub text: String,
    /// How much that was in all, in bytes.
    pub printed: u64,
}

/// How often we look.
const LOOK: Duration = Duration::from_millis(10);
/// How often we count.
const COUNT: Duration = Duration::from_millis(200);

/// Runs it to its end, or to a limit, or until `stop`. All that it started is killed with it.
///
/// # Errors
///
/// If it cannot be started.
pub fn run(command: &mut Command, limits: Limits, stop: &dyn Fn() -> bool) -> io::Result<Ran> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let pipes = [
        read(child.stdout.take().expect("it is piped")),
        read(child.stderr.take().expect("it is piped")),
    ];
    let printed = || pipes.iter().map(|said| said.lock().all).sum::<u64>() >> 20;
    let end = watched(&mut child, limits, &printed, stop)?;
    // What was started and is left may have the pipes open still.
    let patience = Instant::now() + Duration::from_secs(1);
    while pipes.iter().any(|said| !said.lock().over) && Instant::now() < patience {
        thread::sleep(LOOK / 10);
    }
    let [out, errors] = pipes.map(|said| said.lock().text());
    Ok(Ran {
        end,
        text: out.0 + &errors.0,
        printed: out.1 + errors.1,
    })
}

fn watched(
    child: &mut Child,
    limits: Limits,
    printed: &dyn Fn() -> u64,
    stop: &dyn Fn() -> bool,
) -> io::Result<End> {
    let (start, mut seen, mut counted) = (Instant::now(), Seen::default(), Instant::now());
    let mut awake = Instant::now();
    let mut look = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() {
                End::Well
            } else {
                End::Failed
            });
        }
        if counted.elapsed() >= COUNT {
            counted = Instant::now();
            let now = processes::seen(child.id());
            if now.is_busy || now.works != seen.works || !now.is_known {
                awake = Instant::now();
            }
            seen = now;
        }
        let end = if stop() {
            Some(End::Stopped)
        } else if seen.works >= limits.works {
            Some(End::Worked(seen.works))
        } else if seen.takes >= limits.takes {
            Some(End::Took(seen.takes))
        } else if printed() >= limits.prints {
            Some(End::Printed(printed()))
        } else if awake.elapsed() >= limits.sleeps {
            Some(End::Slept(limits.sleeps))
        } else if start.elapsed() >= limits.lasts {
            Some(End::Lasted(limits.lasts))
        } else {
            None
        };
        if let Some(end) = end {
            processes::kill(child);
            return Ok(end);
        }
        thread::sleep(look);
        look = (look * 2).min(LOOK);
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use crate::kept::KEPT;

    const LIMITS: Limits = Limits {
        works: Duration::from_secs(1),
        sleeps: Duration::from_secs(2),
        lasts: Duration::from_secs(600),
        takes: 200,
        prints: 50,
    };

    fn sh(script: &str) -> Ran {
        run(Command::new("sh").args(["-c", script]), LIMITS, &|| false).unwrap()
    }

    #[test]
    fn each_comes_to_its_own_end() {
        assert_eq!(sh("echo a; echo b >&2").text, "a\nb\n");
        assert_eq!(sh("exit 0").end, End::Well);
        assert_eq!(sh("exit 3").end, End::Failed);
        assert_eq!(sh("sleep 600").end, End::Slept(LIMITS.sleeps));
        let spins = sh("while :; do :; done");
        assert!(matches!(spins.end, End::Worked(_)), "{spins:?}");
        // A child of a child, and the shell that waits for it.
        let spins = sh("sh -c 'while :; do :; done'; true");
        assert!(matches!(spins.end, End::Worked(_)), "{spins:?}");
    }

    #[test]
    fn much_is_read_and_little_is_kept() {
        let ran = sh("echo begin; yes | head -c 30000000; echo end");
        assert_eq!(ran.end, End::Well);
        assert_eq!(ran.printed, 30_000_010);
        assert!(ran.text.len() < 3 * KEPT);
        assert!(ran.text.starts_with("begin\n") && ran.text.ends_with("end\n"));
        assert!(matches!(sh("yes").end, End::Printed(_)));
    }

    #[test]
    fn it_is_stopped_when_the_caller_says_so() {
        let start = Instant::now();
        let stop = || start.elapsed() > Duration::from_millis(100);
        let ran = run(Command::new("sleep").arg("600"), LIMITS, &stop).unwrap();
        assert_eq!(ran.end, End::Stopped);
    }
}
