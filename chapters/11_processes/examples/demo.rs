//! The article's `multiprocessing.Pool` (its section 2): the squares of `range(10)` in four
//! processes. Then the waits of its section 6, and a worker that dies.
//!
//! `cargo run --release -p chapter11 --example demo11`

use std::time::{Duration, Instant};
use std::{process, thread};

use chapter11::{Function, Pool, Registry, serve_if_worker};

const SQUARE: Function<u64, u64> = Function::new("square", |n| n * n);
const WAIT: Function<u64, String> = Function::new("wait", |tenths| {
    thread::sleep(Duration::from_millis(tenths * 100));
    format!("waited {tenths} tenths of a second")
});
const EXIT: Function<i32, ()> = Function::new("exit", |code| process::exit(code));

fn main() -> Result<(), Box<dyn std::error::Error>> {
    serve_if_worker(&Registry::new().with(&SQUARE).with(&WAIT).with(&EXIT));
    let pool = Pool::builder().workers(4).start()?;
    let squares = pool.map(&SQUARE, 0..10).into_iter();
    println!("{:?}", squares.collect::<Result<Vec<_>, _>>()?);

    let start = Instant::now();
    for waited in pool.imap_unordered(&WAIT, 1, 4, [3, 2, 2, 3]) {
        println!("{:.2?}: {}", start.elapsed(), waited?);
    }
    if let Err(error) = pool.apply(&EXIT, 3) {
        println!("{error}");
    }
    println!(
        "{} workers, and 7 * 7 = {}",
        pool.pids().len(),
        pool.apply(&SQUARE, 7)?
    );
    Ok(())
}
