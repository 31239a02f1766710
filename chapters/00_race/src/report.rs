//! The race in words and figures.

use std::time::Duration;

use crate::python::Measured;
use crate::stages::{Stage, Threads};
use crate::table::{Table, thousands};

/// A pool that takes longer than this times the ideal has something to explain.
const LIMIT: f64 = 1.15;

/// What was measured of one stage, or of one pool of Python's.
pub struct Row {
    name: String,
    wall: Duration,
    threads: String,
    ns_per_empty_task: Option<f64>,
    /// Is it a pool of the book, with as many workers as it was told?
    is_pool: bool,
}

impl Row {
    /// A stage, under the number of its chapter.
    pub fn of_stage(
        stage: &Stage,
        wall: Duration,
        threads: Option<usize>,
        ns_per_empty_task: Option<f64>,
    ) -> Row {
        let chapter = stage.chapter.map_or(String::new(), |n| n.to_string());
        Row {
            name: format!("{chapter:>2} {}", stage.name),
            wall,
            threads: threads.map_or("-".to_string(), |n| n.to_string()),
            ns_per_empty_task,
            is_pool: stage.threads == Threads::Workers,
        }
    }

    /// No stage: threads that only wait.
    pub fn of_bare_threads(wall: Duration, threads: Option<usize>) -> Row {
        Row {
            name: "   bare sleeping threads".to_string(),
            wall,
            threads: threads.map_or("-".to_string(), |n| n.to_string()),
            ns_per_empty_task: None,
            is_pool: false,
        }
    }

    fn of_python(pool: Measured) -> Row {
        let threads = match pool.processes {
            0 => pool.threads.to_string(),
            processes => format!("{}+{processes}p", pool.threads),
        };
        Row {
            name: format!("   {}", pool.name),
            wall: pool.wall,
            threads,
            ns_per_empty_task: pool.ns_per_empty_task,
            is_pool: false,
        }
    }

    fn cells(&self, ideal: Duration) -> Vec<String> {
        let mut cells = vec![
            self.name.clone(),
            clock(self.wall, ideal),
            clock(ideal, ideal),
            format!("{:.2}", ratio(self.wall, ideal)),
            self.threads.clone(),
        ];
        cells.extend(self.ns_per_empty_task.map(|ns| thousands(ns as usize)));
        cells
    }
}

/// A title, the table, and where Python is missing or has processes, a line on that.
pub fn part(
    title: &str,
    ideal: Duration,
    rows: Vec<Row>,
    python: Result<Vec<Measured>, String>,
) -> String {
    let mut header = vec!["", "wall", "ideal", "ratio", "threads"];
    if rows.iter().any(|row| row.ns_per_empty_task.is_some()) {
        header.push("ns/empty task");
    }
    let mut table = Table::new(&header);
    table.group(rows.iter().map(|row| row.cells(ideal)).collect());
    let about_python = match python {
        Ok(pools) => {
            let rows = pools.into_iter().map(Row::of_python);
            table.group(rows.map(|row| row.cells(ideal)).collect());
            "Threads: the most that it added. 3+4p: 3 threads and 4 processes.".to_string()
        }
        Err(why) => format!("Python's pools are left out: {why}"),
    };
    format!("\n{title}\n\n{}\n{about_python}\n", table.render())
}

/// Are the pools of the book as close to the ideal as they should be?
pub fn verdict(rows: &[Row], ideal: Duration) -> String {
    let pools = rows.iter().filter(|row| row.is_pool);
    let slow: Vec<_> = pools
        .filter(|row| ratio(row.wall, ideal) > LIMIT)
        .map(|row| row.name.trim())
        .collect();
    if slow.is_empty() {
        return format!("Every pool of the book took at most {LIMIT} times the ideal.\n");
    }
    let lines: Vec<_> = slow.chunks(4).map(|names| names.join(", ")).collect();
    format!(
        "More than {LIMIT} times the ideal:\n  {}.\n",
        lines.join(",\n  ")
    )
}

/// `0.3, 0.2, 0.2, 0.3 s`, or their number if the list is long.
pub fn waits(waits: &[Duration]) -> String {
    let list: Vec<_> = waits.iter().map(|wait| short(*wait)).collect();
    match list.join(", ") {
        list if list.len() <= 40 => format!("{list} s"),
        _ => format!("{} times up to {} s", waits.len(), short(max(waits))),
    }
}

/// `1 worker`, `4 workers`.
pub fn plural(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {word}{ending}", thousands(number))
}

/// In seconds, to the millisecond at most, and no zeros at the end: `0.3`.
pub fn short(duration: Duration) -> String {
    let text = format!("{:.3}", duration.as_secs_f64());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_string()
}

fn max(waits: &[Duration]) -> Duration {
    waits.iter().copied().max().unwrap_or_default()
}

/// In milliseconds if the whole table is about less than a tenth of a second.
fn clock(time: Duration, ideal: Duration) -> String {
    let seconds = time.as_secs_f64();
    match ideal < Duration::from_millis(100) {
        true => format!("{:.1} ms", seconds * 1e3),
        false => format!("{seconds:.3} s"),
    }
}

fn ratio(wall: Duration, ideal: Duration) -> f64 {
    wall.as_secs_f64() / ideal.as_secs_f64()
}

/// What to do after the race.
pub const NEXT: &str = "
What next?
  read      mdbook serve book           a chapter for each stage
  test      cargo test -p chapter4      what the pool promises, checked
  exercise  at the end of each chapter of the book: build the piece yourself
";

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, milliseconds: u64, is_pool: bool) -> Row {
        Row {
            name: name.to_string(),
            wall: Duration::from_millis(milliseconds),
            threads: "4".to_string(),
            ns_per_empty_task: None,
            is_pool,
        }
    }

    #[test]
    fn the_verdict_names_the_slow_pools_and_no_one_else() {
        let ideal = Duration::from_millis(100);
        let rows = [row("bare", 300, false), row("fast", 115, true)];
        assert!(verdict(&rows, ideal).starts_with("Every pool"));
        let rows = [row("fast", 101, true), row("slow", 116, true)];
        assert!(verdict(&rows, ideal).ends_with(":\n  slow.\n"));
    }

    /// On a busy machine all are.
    #[test]
    fn however_many_are_slow_each_line_fits() {
        let rows = [(); 12].map(|()| row("4 bounded_channel", 116, true));
        let text = verdict(&rows, Duration::from_millis(100));
        assert!(text.lines().all(|line| line.len() <= 80), "{text}");
        assert_eq!(text.matches("bounded_channel").count(), 12);
    }

    #[test]
    fn times_and_lists_are_short() {
        let times = [300, 200, 1_000, 5].map(Duration::from_millis);
        assert_eq!(waits(&times), "0.3, 0.2, 1, 0.005 s");
        assert_eq!(waits(&[times[0]; 50]), "50 times up to 0.3 s");
    }

    #[test]
    fn processes_are_counted_beside_threads() {
        let pool = Measured {
            name: "Pool".to_string(),
            wall: Duration::from_secs(1),
            threads: 3,
            processes: 4,
            ns_per_empty_task: None,
        };
        assert_eq!(Row::of_python(pool).threads, "3+4p");
    }
}
