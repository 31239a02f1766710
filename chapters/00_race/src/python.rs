//! Python's own pools on the same tasks: `python/race.py`, if there is a Python.

use std::io;
use std::path::PathBuf;
use std::process::{self, Command, Output, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, fs};

/// A Python that can be started.
pub struct Python {
    program: &'static str,
}

/// What it measured of one pool.
#[derive(Debug, PartialEq)]
pub struct Measured {
    pub name: String,
    pub wall: Duration,
    /// Threads and processes that the pool added.
    pub threads: usize,
    pub processes: usize,
    pub ns_per_empty_task: Option<f64>,
}

impl Python {
    /// The first that answers. On Windows it is often called `python`.
    pub fn find() -> Option<Python> {
        let programs: &[&str] = if cfg!(windows) {
            &["python3", "python"]
        } else {
            &["python3"]
        };
        programs.iter().find_map(|program| {
            let output = Command::new(program).arg("--version").output().ok()?;
            let works = output.status.success() && output.stdout.starts_with(b"Python 3");
            works.then_some(Python { program })
        })
    }

    fn run(&self, arguments: &[String]) -> io::Result<Output> {
        // A real file and not `-c`: where processes are not forked, each worker of a
        // `multiprocessing.Pool` imports it.
        let script = Script::write()?;
        let mut python = Command::new(self.program);
        python.arg(script.folder.join("race.py")).args(arguments);
        python.stdin(Stdio::null()).output()
    }
}

/// Runs the script: its command, then its counts, then how long the tasks wait.
///
/// # Errors
///
/// One line that says why there are no measures.
pub fn measure(
    python: Option<&Python>,
    command: &str,
    counts: &[usize],
    waits: &[Duration],
) -> Result<Vec<Measured>, String> {
    let python = python.ok_or("there is no python3 to start")?;
    let counts = counts.iter().map(usize::to_string);
    let waits = waits.iter().map(|wait| wait.as_secs_f64().to_string());
    let arguments = [command.to_string()].into_iter().chain(counts).chain(waits);

    let output = python.run(&arguments.collect::<Vec<_>>());
    let output = output.map_err(|error| error.to_string())?;
    if !output.status.success() {
        // The last line of a traceback says what went wrong.
        let errors = String::from_utf8_lossy(&output.stderr);
        let last = errors.lines().rfind(|line| !line.trim().is_empty());
        return Err(last.unwrap_or("it failed and did not say why").to_string());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(parse).collect()
}

/// The script in a folder of its own, which is removed in the end.
struct Script {
    folder: PathBuf,
}

impl Script {
    fn write() -> io::Result<Script> {
        // The clock too: a process with our id may have died and left its folder behind.
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_nanos();
        let folder = env::temp_dir().join(format!("workshop-{}-{now}", process::id()));
        // Fails if it is there already. So nobody else has put anything in it.
        fs::create_dir(&folder)?;
        let script = Script { folder };
        fs::write(
            script.folder.join("race.py"),
            include_str!("../python/race.py"),
        )?;
        Ok(script)
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        // Left behind, it harms nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Reads one line of the script: name, wall, threads, processes, and perhaps nanoseconds.
fn parse(line: &str) -> Result<Measured, String> {
    let read = || {
        let mut fields = line.split('\t');
        let measured = Measured {
            name: fields.next().filter(|name| !name.is_empty())?.to_string(),
            wall: Duration::try_from_secs_f64(fields.next()?.parse().ok()?).ok()?,
            threads: fields.next()?.parse().ok()?,
            processes: fields.next()?.parse().ok()?,
            ns_per_empty_task: match fields.next() {
                None => None,
                Some(field) => Some(field.parse().ok().filter(|ns: &f64| ns.is_finite())?),
            },
        };
        fields.next().is_none().then_some(measured)
    };
    read().ok_or_else(|| format!("cannot read {line:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read() {
        let expected = Measured {
            name: "Pool".to_string(),
            wall: Duration::from_millis(301),
            threads: 3,
            processes: 4,
            ns_per_empty_task: Some(21_000.5),
        };
        assert_eq!(parse("Pool\t0.301\t3\t4\t21000.5"), Ok(expected));
        assert_eq!(parse("Pool\t1\t3\t4").unwrap().ns_per_empty_task, None);
    }

    #[test]
    fn what_makes_no_sense_is_refused_in_one_line() {
        for line in [
            "",
            "Pool",
            "\t1\t3\t4",
            "Pool\t-1\t3\t4",
            "Pool\tnan\t3\t4",
            "Pool\t1e300\t3\t4",
            "Pool\t1\t-3\t4",
            "Pool\t1\t3\t4\tinf",
            "Pool\t1\t3\t4\t5\t6",
        ] {
            let error = parse(line).unwrap_err();
            assert_eq!(error.lines().count(), 1, "{line:?}");
        }
    }
}
