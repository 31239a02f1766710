//! What a process does, with all that it has started: as far as Linux tells.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// What was seen of a process and its descendants, at one moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// The system tells.
    pub is_known: bool,
    /// How long the processor has worked for them.
    pub works: Duration,
    /// A thread of theirs runs, or would like to, or waits for a disk.
    pub is_busy: bool,
    /// Their memory, in MB.
    pub takes: u64,
}

/// Looks at all of them.
pub fn seen(process: u32) -> Seen {
    let mut seen = Seen::default();
    for process in family(process) {
        let tasks = format!("/proc/{process}/task");
        let Some((_, ticks, pages)) = stat(&format!("/proc/{process}/stat")) else {
            continue; // it has ended meanwhile
        };
        seen.is_known = true;
        // Linux counts in hundredths for everybody who reads this, and in pages of 4 KB.
        seen.works += Duration::from_millis(10 * ticks);
        seen.takes += pages / 256;
        for task in names(&tasks) {
            let state = stat(&format!("{tasks}/{task}/stat")).map(|(state, ..)| state);
            seen.is_busy |= matches!(state, Some('R' | 'D'));
        }
    }
    seen
}

/// Kills it, and all that it has started.
pub fn kill(child: &mut Child) {
    let others = family(child.id());
    let _ = child.kill(); // it may have ended
    let _ = child.wait();
    for other in others.iter().skip(1) {
        // std kills only what it has started itself. `kill` is built into every shell.
        let mut kill = Command::new("sh");
        kill.args(["-c", &format!("kill -9 {other}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let _ = kill.status();
    }
}

/// The process, and what it has started, and what that has.
fn family(process: u32) -> Vec<u32> {
    let (mut all, mut next) = (vec![process], 0);
    while let Some(process) = all.get(next).copied() {
        next += 1;
        let tasks = format!("/proc/{process}/task");
        for task in names(&tasks) {
            let children = fs::read_to_string(format!("{tasks}/{task}/children"));
            let children = children.unwrap_or_default();
            all.extend(
                children
                    .split_whitespace()
                    .filter_map(|child| child.parse::<u32>().ok()),
            );
        }
    }
    all
}

fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// The state, the ticks that it has worked, and the pages that it has.
fn stat(path: &str) -> Option<(char, u64, u64)> {
    let text = fs::read_to_string(path).ok()?;
    // The name, in brackets, may contain anything.
    let (_, rest) = text.rsplit_once(") ")?;
    let fields: Vec<&str> = rest.split(' ').collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    // From `man proc`: the state is the third of all, and here the first.
    Some((rest.chars().next()?, number(11)? + number(12)?, number(21)?))
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    #[test]
    fn we_are_at_work_and_take_some_memory() {
        let seen = seen(std::process::id());
        assert!(seen.is_known && seen.is_busy && seen.takes > 0, "{seen:?}");
    }
}
