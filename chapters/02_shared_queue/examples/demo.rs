//! Chapter 2 on the article's four calls, with four workers and with two.
//!
//! `cargo run --release -p chapter2 --example demo2`

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use chapter2::Pool;

fn main() {
    for workers in [4, 2] {
        let start = Instant::now();
        let pool = Pool::new(workers);
        let (done, all_done) = mpsc::channel();
        for tenths in [3, 2, 2, 3] {
            let done = done.clone();
            pool.execute(move || {
                thread::sleep(Duration::from_millis(tenths * 100));
                done.send(tenths).unwrap();
            });
        }
        drop(done); // the tasks hold the others
        for tenths in all_done {
            println!("{:.2?}: waited {tenths} tenths", start.elapsed());
        }
        println!("{:.2?}: all four, on {workers} workers\n", start.elapsed());
    }
}
