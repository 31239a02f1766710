//! The article's `ThreadPoolExecutor` (its section 4.1), on the waits of its section 6: 3, 2,
//! 2 and 3 tenths of a second on four threads.
//!
//! `cargo run --release -p chapter10 --example demo10`

use std::thread;
use std::time::{Duration, Instant};

use chapter10::{ThreadPoolExecutor, as_completed};

fn io_bound_task(tenths: u64) -> String {
    thread::sleep(Duration::from_millis(tenths * 100));
    format!("Waited {tenths} tenths of a second")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let executor = ThreadPoolExecutor::builder().max_workers(4).build()?;
    let futures = [3, 2, 2, 3]
        .map(|tenths| executor.submit(move || io_bound_task(tenths)))
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    for future in as_completed(futures) {
        println!("{:.2?}: {}", start.elapsed(), future.result()?);
    }
    println!("{:.2?}: {} threads", start.elapsed(), executor.started());
    Ok(())
}
