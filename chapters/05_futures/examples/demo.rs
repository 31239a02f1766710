//! Chapter 5 on the article's four calls: each gives its result back, and one fails.
//!
//! `cargo run --release -p chapter5 --example demo5`

use std::thread;
use std::time::{Duration, Instant};

use chapter5::Pool;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // ANCHOR: main
    let start = Instant::now();
    let pool = Pool::new(4, 4)?;
    let mut futures = Vec::new();
    for tenths in [3, 2, 2, 3] {
        futures.push(pool.submit(move || {
            thread::sleep(Duration::from_millis(tenths * 100));
            format!("waited {tenths} tenths")
        })?);
    }
    for future in futures {
        let result = future.result()?;
        println!("{:.2?}: {result}", start.elapsed());
    }
    println!("The first comes first, though the second was ready before it.\n");

    let failed = pool.submit(|| -> String { panic!("the line is dead") })?;
    println!("{:?}", failed.result());
    Ok(())
    // ANCHOR_END: main
}
