//! The program that the tests' workers run: functions that do as they are told, and, told
//! by an argument, workers that break the protocol in one way each.

use std::io::{Read, Write};
use std::time::Duration;
use std::{env, io, process, thread};

use chapter11::{Registry, frame, serve_if_worker};

mod functions;
use functions::*;

fn main() {
    match env::args().nth(3).as_deref() {
        None => {}
        Some("dies at once") => process::exit(3),
        Some("is no worker") => println!("hello, world"),
        Some("pool in a worker") => {
            let error = chapter11::Pool::builder().start().map(drop);
            eprintln!("{}", error.expect_err("no pool in a worker"));
            process::exit(4);
        }
        Some(bad) => malicious(bad),
    }
    let registry = Registry::new()
        .with(&SQUARE)
        .with(&PID)
        .with(&SLEEP)
        .with(&PANICS)
        .with(&EXITS)
        .with(&ABORTS)
        .with(&PRINTS)
        .with(&REVERSE)
        .with(&ALLOCATE)
        .with(&ODD_PANICS)
        .with(&SEVEN_EXITS)
        .with(&LOCKS)
        .with(&WRONG_HERE);
    serve_if_worker(&registry);
    if let Some(count) = env::args().nth(1) {
        parent(count.parse().expect("a number of workers"));
    }
}

/// Answers its first call with what is no answer. Says hello first, as a worker does.
fn malicious(how: &str) {
    let mut answers = io::stdout();
    frame::write(&mut answers, b"chapter11", 64).unwrap();
    let mut head = [0; 5];
    io::stdin().read_exact(&mut head).unwrap();
    let answer: &[u8] = match how {
        "cut short" => &[255, 9, 0, 0, 0, 1, 2],
        "cut in the length" => &[255, 9, 0],
        "oversized" => &[255, 255, 255, 255, 255],
        "garbage" => b"no frame at all",
        "bad body" => &[255, 3, 0, 0, 0, 7, 7, 7],
        _ => panic!("no such malice: {how}"),
    };
    answers.write_all(answer).unwrap();
    answers.flush().unwrap();
    if how.starts_with("cut") {
        process::exit(0);
    }
    thread::sleep(Duration::from_secs(600)); // alive, and of no use
}

/// A parent of its own, to be killed: prints its workers and waits.
fn parent(workers: usize) {
    let pool = chapter11::Pool::builder().workers(workers).start().unwrap();
    pool.map(&SQUARE, 0..100);
    for pid in pool.pids() {
        println!("{pid}");
    }
    println!("ready");
    thread::sleep(Duration::from_secs(600));
}
