//! Threads without a pool: what the machine can do at best.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::report::Row;
use crate::round::{Latch, ThreadCount, median};

/// What this machine can do at best: as many threads as there are workers, no pool, and
/// each thread waits for its share of the tasks, one after another.
pub fn time_bare_threads(tasks: usize, workers: usize, wait: Duration, rounds: usize) -> Row {
    let sleepers = workers.min(tasks);
    let mut threads = ThreadCount::start();
    let mut times = Vec::new();
    for n in 0..rounds {
        let latch = Latch::new(sleepers);
        // A time to start at, agreed beforehand. A barrier would need as many wake-ups as
        // there are threads, and on two cores these cost some milliseconds.
        let start = Instant::now() + Duration::from_millis(50);
        for i in 0..sleepers {
            let ended = Arc::clone(&latch);
            // Thread i takes the tasks i, i + 64, i + 128 and so on.
            let share = (i..tasks).step_by(workers).len();
            thread::spawn(move || {
                thread::sleep(start.saturating_duration_since(Instant::now()));
                for _ in 0..share {
                    thread::sleep(wait);
                }
                ended.count_down();
            });
        }
        if n == 0 {
            // Only once: later on, threads of the round before may still be ending.
            threads.look();
        }
        latch.wait();
        times.push(start.elapsed());
    }
    Row::of_bare_threads(median(times), threads.most())
}
