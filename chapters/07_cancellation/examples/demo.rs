//! Chapter 7 on the article's four calls: with two workers, two of them wait, and one of
//! those is cancelled in time.
//!
//! `cargo run --release -p chapter7 --example demo7`

use std::thread;
use std::time::{Duration, Instant};

use chapter7::{CancelToken, Pool};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let pool = Pool::new(2, 4)?;
    let mut futures = Vec::new();
    for tenths in [3, 2, 2, 3] {
        let task = move || thread::sleep(Duration::from_millis(tenths * 100));
        futures.push(pool.submit(task)?);
    }
    while !futures[0].running() {
        thread::yield_now();
    }
    for number in [1, 4] {
        let cancelled = futures[number - 1].cancel();
        println!("{:.2?}: cancel task {number}: {cancelled}", start.elapsed());
    }
    for (future, number) in futures.into_iter().zip(1..) {
        let outcome = future.result();
        println!("{:.2?}: task {number}: {outcome:?}", start.elapsed());
    }

    // What runs can only be asked. This task sleeps on its token instead of on the clock.
    let token = CancelToken::with_timeout(Duration::from_millis(100));
    let asked = pool.submit(move || token.wait_timeout(Duration::from_secs(3_600)))?;
    let stopped = asked.result()?;
    println!(
        "{:.2?}: an hour's pause, cut short: {stopped}",
        start.elapsed()
    );
    Ok(())
}
