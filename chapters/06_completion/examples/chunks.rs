//! Where chunks pay: what `map` costs per item, by the size of the chunk and of the item.
//!
//! `cargo run --release -p chapter6 --example chunks`. Each figure is the best of five: the
//! least that other processes have disturbed. "Alone" is a loop without a pool.

use std::hint;
use std::time::{Duration, Instant};

use chapter6::{Pool, Submit};

const WORKERS: usize = 2;
const BUFFER: usize = 8_192; // a few of the largest chunks for each worker
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = Pool::new(WORKERS, 64)?;
    // How long an item takes, and how many there are: a few ten milliseconds a figure.
    let items = [(0, 1 << 14), (1, 1 << 14), (100, 1 << 9)];

    println!("ns per item, {WORKERS} workers, buffer {BUFFER}");
    println!(
        "{:>8}{:>12}{:>12}{:>12}",
        "chunk", "empty", "1 us", "100 us"
    );
    print!("{:>8}", "alone");
    for (micros, count) in items {
        print!(
            "{:>12}",
            best(count, || (0..count).for_each(|n| _ = work(n, micros)))
        );
    }
    // ANCHOR: measure
    println!();
    for chunk in (0..=10).map(|power| 1 << power) {
        print!("{chunk:>8}");
        for (micros, count) in items {
            let run = || {
                let done = pool.map(BUFFER, 0..count, move |n| work(n, micros));
                assert_eq!(done.unwrap().chunks(chunk).count(), count);
            };
            print!("{:>12}", best(count, run));
        }
        println!();
    }
    // ANCHOR_END: measure
    Ok(())
}

/// Keeps a core busy for so long. The item comes in and goes out so that even an empty one
/// is there: the compiler must not drop the loop.
fn work(item: usize, micros: u64) -> usize {
    let (start, time) = match micros {
        0 => return hint::black_box(item),
        _ => (Instant::now(), Duration::from_micros(micros)),
    };
    while start.elapsed() < time {
        hint::spin_loop();
    }
    item
}

/// The best of some runs, in ns for each of `count` items.
fn best(count: usize, run: impl Fn()) -> u128 {
    let times = (0..RUNS).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    let best = times.min().expect("more runs than none");
    best.as_nanos() / count as u128
}
