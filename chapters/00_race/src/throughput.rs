//! How many tasks a second a pool gets through, and tasks that keep a core busy.

use std::collections::VecDeque;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::stages::CAPACITY;

/// Tasks a second, on a pool that is there and warm.
pub fn tasks_a_second(
    workers: usize,
    time: Duration,
    work: impl Fn() + Clone + Send + 'static,
) -> Result<f64, Box<dyn Error>> {
    let pool = chapter8::Pool::new(workers, CAPACITY)?;
    let mut futures = VecDeque::new();
    // A task for each worker before the clock starts: then the threads run.
    for _ in 0..workers {
        futures.push_back(pool.submit(work.clone())?);
    }
    for future in futures.drain(..) {
        future.result()?;
    }
    let start = Instant::now();
    let mut tasks = 0;
    // At least once, however short the time is.
    while tasks == 0 || start.elapsed() < time {
        for _ in 0..workers.max(8) {
            futures.push_back(pool.submit(work.clone())?);
            tasks += 1;
        }
        // Never more than two tasks a worker ahead: enough that no worker goes without, and
        // few to wait for at the end.
        while futures.len() > 2 * workers {
            let oldest = futures.pop_front().expect("there are some");
            oldest.result()?;
        }
    }
    for future in futures {
        future.result()?;
    }
    Ok(tasks as f64 / start.elapsed().as_secs_f64())
}

/// Something to compute, a few nanoseconds a step.
pub fn compute_for(steps: u64) {
    let mut number = 1_u64;
    for step in 0..steps {
        number = black_box(
            number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(step),
        );
    }
}

/// How many steps take so long, on this machine and now: the best of several tries.
pub fn steps_in(time: Duration) -> u64 {
    const STEPS: u64 = 100_000;
    let tries = (0..20).map(|_| {
        let start = Instant::now();
        compute_for(STEPS);
        start.elapsed()
    });
    let best = tries
        .min()
        .expect("there are some")
        .max(Duration::from_nanos(1));
    (STEPS as f64 * time.as_secs_f64() / best.as_secs_f64()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn more_workers_get_through_more_waiting() {
        let work = || thread::sleep(Duration::from_millis(4));
        let time = Duration::from_millis(40);
        let [one, sixteen] = [1, 16].map(|n| tasks_a_second(n, time, work).unwrap());
        assert!(sixteen > 2.0 * one, "{one} and {sixteen} a second");
    }
}
