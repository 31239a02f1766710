//! Threads (chapter 7's pool) and processes, side by side: what a task costs, what a MiB
//! costs, what a worker takes of memory; and Python's `multiprocessing.Pool`, if there is a
//! python3. Each figure is the best of three: the least that others have disturbed.
//!
//! `cargo run --release -p chapter11 --example cost [picture.svg]`

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, hint, thread};

use chapter7::Pool as Threads;
use chapter11::{Function, Pool, Registry, serve_if_worker};

const WORKERS: usize = 4;
const ECHO: Function<u64, u64> = Function::new("echo", |n| n);
const BYTES: Function<Vec<u8>, Vec<u8>> = Function::new("bytes", |bytes| bytes);
const CPU: Function<u64, u64> = Function::new("cpu", cpu);
const IO: Function<u64, ()> = Function::new("io", io);

/// Some ten milliseconds of work for a core.
fn cpu(rounds: u64) -> u64 {
    (0..rounds).fold(1, |x, n| hint::black_box(x ^ (x << 13) ^ (x >> 7) ^ n))
}

fn io(millis: u64) {
    thread::sleep(Duration::from_millis(millis));
}

/// A row: what was measured, its unit, on threads, on processes, in Python.
type Row = (&'static str, &'static str, f64, f64, Option<f64>);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    serve_if_worker(
        &Registry::new()
            .with(&ECHO)
            .with(&BYTES)
            .with(&CPU)
            .with(&IO),
    );
    let threads = Threads::new(WORKERS, 1_024)?;
    let pool = Pool::builder().workers(WORKERS).start()?;
    pool.map(&ECHO, 0..100);
    let python = python();
    let of = |name: &str| {
        python
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| *value)
    };

    let alone = best(2_000, |n| {
        (0..n).for_each(|n| _ = threads.submit(move || n).unwrap().result().unwrap());
    });
    let alone_there = best(2_000, |n| {
        (0..n).for_each(|n| _ = pool.apply(&ECHO, n).unwrap())
    });
    let many = best(20_000, |n| {
        let map = chapter6::Submit::map(&threads, 256, 0..n, |n| n);
        assert_eq!(map.unwrap().count() as u64, n);
    });
    let imap =
        |chunk, n: u64| assert_eq!(pool.imap(&ECHO, chunk, 8 * chunk, 0..n).count() as u64, n);
    let many_there = best(10_000, |n| imap(1, n));
    let chunks = best(100_000, |n| {
        let map = chapter6::Submit::map(&threads, 512, 0..n, |n| n);
        assert_eq!(map.unwrap().chunks(64).count() as u64, n);
    });
    let chunks_there = best(20_000, |n| imap(64, n));
    let mib = vec![7; 1 << 20];
    let moved = best(20, |n| {
        (0..n).for_each(|_| {
            let bytes = mib.clone();
            _ = threads.submit(move || bytes).unwrap().result().unwrap();
        });
    });
    let sent = best(20, |n| {
        (0..n).for_each(|_| _ = pool.apply(&BYTES, mib.clone()).unwrap())
    });
    let rounds = 20_000_000;
    let cpu_here = total(|| {
        let tasks = (0..16).map(|_| threads.submit(move || cpu(rounds)).unwrap());
        tasks
            .collect::<Vec<_>>()
            .into_iter()
            .for_each(|task| _ = task.result().unwrap());
    });
    let cpu_there = total(|| assert!(pool.imap(&CPU, 1, 16, [rounds; 16]).all(|x| x.is_ok())));
    let io_here = total(|| {
        let tasks = (0..40).map(|_| threads.submit(|| io(10)).unwrap());
        tasks
            .collect::<Vec<_>>()
            .into_iter()
            .for_each(|task| task.result().unwrap());
    });
    let io_there = total(|| assert!(pool.imap(&IO, 1, 40, [10; 40]).all(|x| x.is_ok())));

    let rows: Vec<Row> = vec![
        (
            "one call at a time",
            "us a call",
            alone,
            alone_there,
            of("alone"),
        ),
        (
            "map, chunks of 1",
            "us a call",
            many,
            many_there,
            of("chunk1"),
        ),
        (
            "map, chunks of 64",
            "us a call",
            chunks,
            chunks_there,
            of("chunk64"),
        ),
        (
            "1 MiB there and back",
            "us",
            moved,
            sent - alone_there,
            of("mib"),
        ),
        (
            "CPU-bound, 16 tasks",
            "ms in all",
            cpu_here,
            cpu_there,
            None,
        ),
        (
            "IO-bound, 40 of 10 ms",
            "ms in all",
            io_here,
            io_there,
            None,
        ),
    ];
    println!(
        "{WORKERS} workers, {} cores",
        thread::available_parallelism()?
    );
    println!(
        "{:24}{:12}{:>10}{:>11}{:>10}",
        "", "", "threads", "processes", "Python's"
    );
    for (what, unit, here, there, python) in &rows {
        let python = python.map_or("-".to_owned(), |value| format!("{value:.1}"));
        println!("{what:24}{unit:12}{here:>10.1}{there:>11.1}{python:>10}");
    }
    match pool.pids().first().and_then(|&pid| resident(pid)) {
        Some(kib) => println!("memory of one worker process: {kib} KiB"),
        None => println!("memory of one worker process: only Linux tells"),
    }
    if let Some(path) = env::args().nth(1) {
        fs::write(path, picture(&rows[..3]))?;
    }
    Ok(())
}

/// Microseconds for each of `count`.
fn best(count: u64, run: impl Fn(u64)) -> f64 {
    let once = || {
        let start = Instant::now();
        run(count);
        start.elapsed().as_secs_f64() * 1e6 / count as f64
    };
    (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// Milliseconds in all.
fn total(run: impl Fn()) -> f64 {
    best(1, |_| run()) / 1e3
}

/// What the script next to this example measures. Nothing without a python3.
fn python() -> Vec<(String, f64)> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/python/cost.py");
    let output = Command::new("python3")
        .args([script, &WORKERS.to_string()])
        .stderr(Stdio::null())
        .output();
    let text = output.map_or_else(|_| Vec::new(), |output| output.stdout);
    let text = String::from_utf8_lossy(&text).into_owned();
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines
        .filter_map(|(name, value)| Some((name.to_owned(), value.parse().ok()?)))
        .collect()
}

/// The memory that a process alone has: what is resident, without what it shares.
fn resident(pid: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let private = text.lines().filter(|line| line.starts_with("Private_"));
    let kib = private.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    Some(kib.sum())
}

/// Bars: a group a row, a bar for each kind of worker, on a logarithmic scale.
fn picture(rows: &[Row]) -> String {
    const LEFT: f64 = 190.0;
    let x = |micros: f64| LEFT + (micros.max(0.1) / 0.1).log10() * 85.0;
    let height = 64 + rows.len() * 96 + 40;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 560 {height}\" width=\"560\" \
         height=\"{height}\" role=\"img\" font-family=\"system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', \
         sans-serif\" font-size=\"16\" fill=\"#1b1f24\">\n\
         <title>Microseconds a call, on threads and on processes</title>\n\
         <rect width=\"560\" height=\"{height}\" rx=\"10\" fill=\"#ffffff\"/>\n\
         <text x=\"20\" y=\"34\" font-size=\"18\">an empty call costs</text>\n"
    );
    let bottom = height - 48;
    for (tick, label) in [
        (0.1, "0.1"),
        (1.0, "1"),
        (10.0, "10"),
        (100.0, "100"),
        (1000.0, "1000"),
    ] {
        let x = x(tick);
        out += &format!(
            "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"58\" y2=\"{bottom}\" stroke=\"#8a939c\" stroke-opacity=\"0.45\"/>\n\
             <text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\" fill=\"#4a525a\">{label}</text>\n",
            bottom + 18
        );
    }
    for (row, (what, _, here, there, python)) in rows.iter().enumerate() {
        let top = 64 + row * 96;
        out += &format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{what}</text>\n",
            LEFT - 12.0,
            top + 44
        );
        let bars = [
            ("threads", Some(*here), "#56b4e9"),
            ("processes", Some(*there), "#e69f00"),
            ("Python's", *python, "#2fb990"),
        ];
        for (bar, (name, value, fill)) in bars.into_iter().enumerate() {
            let Some(value) = value else { continue };
            let y = top + bar * 27;
            let width = (x(value) - LEFT).max(2.0);
            out += &format!(
                "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{width:.1}\" height=\"24\" rx=\"4\" fill=\"{fill}\"><title>{value:.1} us</title></rect>\n\
                 <text x=\"{}\" y=\"{}\" font-size=\"14\">{name}: {value:.1}</text>\n",
                LEFT + 6.0,
                y + 17
            );
        }
    }
    out += &format!(
        "<text x=\"360\" y=\"{}\" text-anchor=\"middle\" fill=\"#4a525a\">microseconds, each line ten times the one before</text>\n</svg>\n",
        height - 10
    );
    out
}
