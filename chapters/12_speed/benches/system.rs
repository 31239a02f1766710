//! What the system says of this process. Linux only: elsewhere there is no answer, and no figure.

use std::fs;
use std::thread;
use std::time::Duration;

use super::report::Table;
use super::scaled;
use super::stages::stages;

/// Processor time of each stage's 64 workers in two seconds without a task, in milliseconds.
pub fn idle() -> Table {
    let pools = stages().into_iter();
    let rows = pools.filter(|(name, _)| !name.contains("spawn"));
    let rows = rows.map(|(name, make)| {
        let pool = make(64);
        pool(Box::new(|| ()));
        thread::sleep(Duration::from_millis(200)); // by now they sleep
        let before = milliseconds();
        thread::sleep(Duration::from_secs(2));
        let used = before.zip(milliseconds()).map(|(then, now)| now - then);
        (name.to_owned(), vec![used])
    });
    let title = "64 idle workers, 2 s";
    Table::printed(title, vec!["CPU ms".to_owned()], rows.collect())
}

/// How much more memory the process has had at most, after so many tasks that carry 64 bytes.
pub fn memory(scale: f64) -> Table {
    let tasks = scaled(1_000_000, scale);
    let pools = stages().into_iter();
    // These have a limit. Each is measured above those before it: what one has given back, the
    // next may take, so the figure of the last ones is small.
    let rows = pools.filter(|(name, _)| !["chapter1-spawn", "chapter2", "chapter3"].contains(name));
    let rows = rows.map(|(name, make)| {
        let before = peak();
        let pool = make(4);
        for n in 0..tasks {
            let carried = [n as u64; 8];
            pool(Box::new(move || {
                std::hint::black_box(carried);
            }));
        }
        drop(pool);
        let grown = before.zip(peak()).map(|(then, now)| now - then);
        (name.to_owned(), vec![grown])
    });
    let title = format!("{tasks} tasks of 64 bytes, 1,024 places");
    Table::printed(&title, vec!["KiB more".to_owned()], rows.collect())
}

/// Processor time of this process so far.
fn milliseconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // After the name, which may have blanks: field 3 and on. 14 and 15 count hundredths.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) * 10.0)
}

/// The most memory this process has had so far, in KiB ("VmHWM").
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
