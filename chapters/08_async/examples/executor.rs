//! Ten thousand waits, four workers, and one thread that awaits them all.
//!
//! `cargo run --release -p chapter8 --example executor`

use std::cell::Cell;
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use chapter1::threads;
use chapter8::{Executor, Pool, Timer};

const WAITS: u32 = 10_000;
const MILLI: Duration = Duration::from_millis(1);

// ANCHOR: main
fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Blocking calls, a millisecond each: the pool makes them, four at a time.
    let pool = Rc::new(Pool::new(4, 16)?);
    measure("blocking calls on the pool", |executor, peak| {
        for _ in 0..WAITS {
            let (pool, peak) = (Rc::clone(&pool), Rc::clone(peak));
            executor.spawn(async move {
                let task = || thread::sleep(MILLI);
                let future = pool.submit_async(task).await.expect("it is open");
                future.await.expect("it only sleeps");
                peak.look();
            });
        }
    });

    // Nothing but time to wait for: one task of the pool does it for all, at once.
    let timer = Timer::start(&pool)?;
    measure("sleeps with the timer", |executor, peak| {
        for n in 0..WAITS {
            let (sleep, peak) = (timer.sleep(MILLI * (n % 100)), Rc::clone(peak));
            executor.spawn(async move {
                sleep.await.expect("the timer is there");
                peak.look();
            });
        }
    });
    Ok(())
}
// ANCHOR_END: main

/// The most threads that were alive whenever somebody looked.
#[derive(Default)]
struct Peak(Cell<usize>);

impl Peak {
    fn look(&self) {
        self.0.set(self.0.get().max(threads::alive().unwrap_or(0)));
    }
}

fn measure(what: &str, spawn: impl FnOnce(&mut Executor, &Rc<Peak>)) {
    let (start, peak) = (Instant::now(), Rc::default());
    let mut executor = Executor::new();
    spawn(&mut executor, &peak);
    executor.run();
    let threads = match peak.0.get() {
        0 => "this system does not say how many".to_string(),
        peak => peak.to_string(),
    };
    let elapsed = start.elapsed();
    println!("{WAITS} {what}: {elapsed:.2?}, threads: {threads}");
}
