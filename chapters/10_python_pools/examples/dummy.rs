//! The article's `multiprocessing.dummy.Pool` (its section 4.2), on the waits of its section
//! 6: 3, 2, 2 and 3 tenths of a second on four threads.
//!
//! `cargo run --release -p chapter10 --example dummy`

use std::thread;
use std::time::{Duration, Instant};

use chapter10::Pool;

fn io_bound_task(tenths: u64) -> String {
    thread::sleep(Duration::from_millis(tenths * 100));
    format!("Waited {tenths} tenths of a second")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let pool = Pool::new(4, 16)?;

    for outcome in pool.map([3, 2, 2, 3], None, io_bound_task)? {
        println!("{:.2?}: map: {}", start.elapsed(), outcome?);
    }

    let unordered = pool.imap_unordered(4, [3, 2, 2, 3], io_bound_task)?;
    for outcome in unordered {
        println!("{:.2?}: imap_unordered: {}", start.elapsed(), outcome?);
    }

    let sum = pool
        .starmap_async([(1, 2), (3, 4)], None, |a, b| a + b)?
        .callback(|sums| println!("the callback hears {sums:?}"))
        .error_callback(|error| println!("the callback hears: {error}"));
    pool.close();
    pool.join()?;
    assert_eq!(sum.successful(), Ok(true));
    Ok(())
}
