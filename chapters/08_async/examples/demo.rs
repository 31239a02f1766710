//! Chapter 8 on the article's four calls, with four workers and with two, from one thread.
//!
//! `cargo run --release -p chapter8 --example demo8`

use std::thread;
use std::time::{Duration, Instant};

use chapter8::combine::{Either, join_all, select};
use chapter8::{Pool, Timer, block_on};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for workers in [4, 2] {
        let start = Instant::now();
        let pool = Pool::new(workers, 1)?;
        let calls = [3, 2, 2, 3].map(|tenths| {
            let pool = &pool;
            async move {
                let call = move || thread::sleep(Duration::from_millis(tenths * 100));
                let future = pool.submit_async(call).await.expect("it is open");
                println!("{:.2?}: there was room for {tenths}", start.elapsed());
                future.await.expect("it only sleeps");
                println!("{:.2?}: waited {tenths} tenths", start.elapsed());
            }
        });
        block_on(join_all(calls));
        println!("{:.2?}: all four, on {workers} workers\n", start.elapsed());
    }

    // A call that takes too long. It is given up; were it still pending, it would not start.
    let pool = Pool::new(2, 1)?;
    let timer = Timer::start(&pool)?; // one of the two workers
    let start = Instant::now();
    let call = pool.submit(|| thread::sleep(Duration::from_millis(300)))?;
    let timeout = timer.sleep(Duration::from_millis(100));
    match block_on(select(call.abort_on_drop(), timeout)) {
        Either::Left((outcome, _)) => println!("{:.2?}: {outcome:?}", start.elapsed()),
        Either::Right((_, _call)) => println!("{:.2?}: timed out", start.elapsed()),
    }
    Ok(())
}
