//! What a future costs: `submit` and `result`, against `execute` and a reply over a std
//! `mpsc` channel, on the same pool, in turn. Medians of 15 rounds each.
//!
//! `cargo run --release -p chapter5 --example reply`

use std::sync::mpsc;
use std::time::Instant;

use chapter5::Pool;

const ROUNDS: usize = 15;
const TASKS: u32 = 20_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!(
        "{:<30} {:>10} {:>10} {:>7}",
        "ns per task", "submit", "mpsc", "ratio"
    );
    for workers in [2, 4] {
        let pool = Pool::new(workers, 1_024)?;
        for (name, batch) in [("one at a time", 1), ("a thousand at a time", 1_000)] {
            let (mut futures, mut replies) = (Vec::new(), Vec::new());
            for _ in 0..ROUNDS {
                futures.push(time(batch, |batch| with_futures(&pool, batch)));
                replies.push(time(batch, |batch| with_replies(&pool, batch)));
            }
            let (futures, replies) = (median(futures), median(replies));
            let name = format!("{workers} workers, {name}");
            let ratio = futures / replies;
            println!("{name:<30} {futures:>10.0} {replies:>10.0} {ratio:>7.2}");
        }
    }
    Ok(())
}

/// Submits a batch of tasks and takes their results.
fn with_futures(pool: &Pool, batch: u32) -> u32 {
    let futures: Vec<_> = (0..batch)
        .map(|n| pool.submit(move || n).unwrap())
        .collect();
    futures
        .into_iter()
        .map(|future| future.result().unwrap())
        .sum()
}

/// The same by hand: each task has a channel for its reply.
fn with_replies(pool: &Pool, batch: u32) -> u32 {
    let replies: Vec<_> = (0..batch)
        .map(|n| {
            let (reply, result) = mpsc::channel();
            pool.execute(move || reply.send(n).unwrap()).unwrap();
            result
        })
        .collect();
    replies
        .into_iter()
        .map(|result| result.recv().unwrap())
        .sum()
}

/// Nanoseconds for each task.
fn time(batch: u32, round: impl Fn(u32) -> u32) -> f64 {
    let start = Instant::now();
    for _ in 0..TASKS / batch {
        assert_eq!(round(batch), (0..batch).sum());
    }
    start.elapsed().as_nanos() as f64 / f64::from(TASKS)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
