//! Chapter 1 on the article's four calls, and what a thread costs.
//!
//! `cargo run --release -p chapter1 --example demo1`

use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use chapter1::{Pool, threads};

fn main() {
    four_calls();
    cost_of_a_thread(10_000);
    threads_at_the_peak(1_000);
}

/// Four calls that wait for 3, 2, 2 and 3 tenths of a second.
fn four_calls() {
    let start = Instant::now();
    let pool = Pool::new();
    for tenths in [3, 2, 2, 3] {
        pool.execute(move || {
            thread::sleep(Duration::from_millis(tenths * 100));
            println!("{:.2?}: waited {tenths} tenths", start.elapsed());
        });
    }
    drop(pool);
    println!("{:.2?}: all four, not 1.0 s\n", start.elapsed());
}

fn cost_of_a_thread(tasks: u32) {
    let pool = Pool::new();
    let start = Instant::now();
    for _ in 0..tasks {
        pool.execute(|| ());
    }
    let spawned = start.elapsed();
    drop(pool);
    println!(
        "{tasks} empty tasks: {:.1?} to spawn each, {:.1?} with its end and join",
        spawned / tasks,
        start.elapsed() / tasks
    );
}

/// Tasks that wait for each other are all alive at once.
fn threads_at_the_peak(tasks: usize) {
    let everyone = Arc::new(Barrier::new(tasks + 1));
    let (here, arrivals) = mpsc::channel();
    let pool = Pool::new();
    for _ in 0..tasks {
        let (everyone, here) = (Arc::clone(&everyone), here.clone());
        pool.execute(move || {
            here.send(()).unwrap();
            everyone.wait(); // for `main`, below
        });
    }
    arrivals.iter().take(tasks).for_each(drop);
    let alive = threads::alive().map_or("?".into(), |n| n.to_string());
    everyone.wait();
    println!("{tasks} tasks that wait: {alive} threads alive at the peak");
}
