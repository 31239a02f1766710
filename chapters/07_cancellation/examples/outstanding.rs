//! A hundred thousand futures, all cancelled, half of them while the workers start them.
//! Each ends as done or cancelled, the counts add up, and no memory is left, 20 rounds long.
//!
//! `cargo run --release -p chapter7 --example outstanding`

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use chapter7::error::TaskError;
use chapter7::{Future, Pool};

const TASKS: usize = 100_000;
const ROUNDS: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut peak_halfway = None;
    for round in 1..=ROUNDS {
        let (ran, cancelled) = one_round()?;
        let peak = peak_kib();
        if round == ROUNDS / 2 {
            peak_halfway = peak;
        }
        let kib = peak.map_or("?".into(), |peak| peak.to_string());
        println!("round {round:2}: {ran:6} ran + {cancelled:6} cancelled, peak {kib} KiB");
        assert_eq!(ran + cancelled, TASKS);
    }
    // Against halfway, not the beginning: the system's allocator needs some rounds until it has
    // what it wants. What each round left behind would double the peak in the second half.
    if let (Some(early), Some(late)) = (peak_halfway, peak_kib()) {
        let growth = late as f64 / early as f64 - 1.0;
        println!(
            "peak after {ROUNDS} rounds against half of them: {:+.1} %",
            growth * 100.0
        );
        assert!(growth < 0.1, "memory is left behind");
    }
    Ok(())
}

fn one_round() -> Result<(usize, usize), Box<dyn std::error::Error>> {
    let pool = Pool::new(2, TASKS)?;
    let ran = Arc::new(AtomicUsize::new(0));
    // Both workers wait for us, so the first half is cancelled before it can start. The
    // lock is there because a std receiver is for one thread at a time.
    let (let_go, may_go) = mpsc::channel::<()>();
    let may_go = Arc::new(Mutex::new(may_go));
    for _ in 0..2 {
        let may_go = Arc::clone(&may_go);
        let task = move || {
            let _ = may_go.lock().unwrap().recv(); // an error: the sender is gone
        };
        pool.execute(task)?;
    }
    let submit = |_| {
        let ran = Arc::clone(&ran);
        pool.try_submit(move || ran.fetch_add(1, SeqCst))
    };
    let futures = (0..TASKS)
        .map(submit)
        .collect::<Result<Vec<Future<_>>, _>>()?;
    let (first, second) = futures.split_at(TASKS / 2);
    let mut cancelled = cancel_all(first);
    assert_eq!(cancelled, TASKS / 2, "none of these can have started");
    drop(let_go);
    while ran.load(SeqCst) == 0 {
        thread::yield_now(); // until the workers are at the second half
    }
    // They start it from one end while we cancel it from the other.
    cancelled += second.iter().rev().filter(|future| future.cancel()).count();

    let by_outcome = futures
        .into_iter()
        .map(Future::result)
        .filter(|outcome| matches!(outcome, Err(TaskError::Cancelled)))
        .count();
    assert_eq!(by_outcome, cancelled, "`cancel` and the outcomes disagree");
    Ok((ran.load(SeqCst), cancelled))
}

fn cancel_all<T>(futures: &[Future<T>]) -> usize {
    futures.iter().filter(|future| future.cancel()).count()
}

/// The most memory this process has had so far ("VmHWM").
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
