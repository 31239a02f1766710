//! Chapter 6 on the article's four calls: the results as they come, in order, and until
//! one has had enough.
//!
//! `cargo run --release -p chapter6 --example demo6`

use std::thread;
use std::time::{Duration, Instant};

use chapter6::{Pool, Submit, When, as_completed, wait};

const CALLS: [u64; 4] = [3, 2, 2, 3];

fn call(tenths: u64) -> u64 {
    thread::sleep(Duration::from_millis(tenths * 100));
    tenths
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = Pool::new(4, 4)?;
    let submit = || -> Result<Vec<_>, _> {
        let calls = CALLS.into_iter();
        calls
            .map(|tenths| pool.submit(move || call(tenths)))
            .collect()
    };

    let start = Instant::now();
    // ANCHOR: completed
    for future in as_completed(submit()?) {
        let tenths = future.result()?;
        println!("{:.2?}: as completed, {tenths} tenths", start.elapsed());
    }
    // ANCHOR_END: completed

    let start = Instant::now();
    let waited = wait(submit()?, When::FirstCompleted, None);
    println!("\n{:.2?}: {} done", start.elapsed(), waited.done.len());
    let mut rest = as_completed(waited.not_done).timeout(Duration::from_millis(50));
    if let Some(unfinished) = rest.find_map(Result::err) {
        println!("{:.2?}: {unfinished}", start.elapsed());
        let _ = wait(unfinished.left, When::AllCompleted, None);
    }

    let start = Instant::now();
    println!();
    // ANCHOR: map
    for tenths in pool.map(4, CALLS, call)? {
        println!("{:.2?}: in order, {} tenths", start.elapsed(), tenths?);
    }
    // ANCHOR_END: map

    let start = Instant::now();
    println!();
    for tenths in pool.map(4, CALLS.into_iter().cycle(), call)?.take(8) {
        println!("{:.2?}: of endless calls, {}", start.elapsed(), tenths?);
    }
    Ok(())
}
