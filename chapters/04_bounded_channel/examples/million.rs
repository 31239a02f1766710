//! A producer of a million tasks over a queue with room for 1,024: the memory stays small.
//!
//! `cargo run --release -p chapter4 --example million`. The figures are the system's own, from
//! `/proc/self/status`; elsewhere than on Linux there are none.

use std::fs;
use std::time::Instant;

use chapter4::Pool;

const TASKS: u32 = 1_000_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // ANCHOR: million
    let before = peak_kib();
    let start = Instant::now();
    let pool = Pool::new(4, 1_024)?;
    for n in 0..TASKS {
        let payload = [n; 16]; // 64 bytes to carry, 64 MB in all
        pool.execute(move || {
            std::hint::black_box(payload);
        })?;
    }
    drop(pool);
    // ANCHOR_END: million
    println!("{TASKS} tasks in {:.2?}", start.elapsed());
    match (before, peak_kib()) {
        (Some(before), Some(after)) => println!(
            "peak memory: {} KiB, {} KiB above the start",
            after,
            after - before
        ),
        _ => println!("peak memory: this system does not say"),
    }
    Ok(())
}

/// The most memory this process has had so far ("VmHWM").
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
