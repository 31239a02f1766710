//! The article's four calls on chapter 12's pool; then a million empty tasks, one by one and in
//! batches.
//!
//! `cargo run --release -p chapter12 --example demo12`

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use chapter12::Pool;

const TASKS: usize = 1_000_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = Pool::new(4, 1_024)?;
    let start = Instant::now();
    let calls = [3, 2, 2, 3].map(|tenths| {
        let call = move || thread::sleep(Duration::from_millis(tenths * 100));
        pool.submit(call).expect("it is open, and there is room")
    });
    for call in calls {
        call.result()?;
    }
    println!("{:.2?}: four calls", start.elapsed());

    let ran = Arc::new(AtomicUsize::new(0));
    let task = || {
        let ran = Arc::clone(&ran);
        move || {
            ran.fetch_add(1, Relaxed);
        }
    };
    let start = Instant::now();
    for _ in 0..TASKS {
        pool.execute(task())?;
    }
    println!("{:.2?}: a million tasks, one by one", start.elapsed());
    let start = Instant::now();
    for _ in 0..TASKS / 64 {
        let batch = (0..64).map(|_| task());
        pool.execute_all(batch).expect("it is open");
    }
    println!("{:.2?}: a million tasks, 64 at once", start.elapsed());
    drop(pool); // all of them have run
    assert_eq!(ran.load(Relaxed), TASKS + TASKS / 64 * 64);
    Ok(())
}
