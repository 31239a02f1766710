//! The program that the tests' workers run: functions that do as they are told, and, told
//! by an argument, workers that break the protocol in one way each. Without the argument that
//! makes it a worker it is a parent, for tests that need one of their own.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::time::Duration;
use std::{env, panic, process, thread};

use chapter11::{Registry, child, serve_if_worker};

mod foreign;
mod functions;
mod parents;

fn main() {
    let arguments = env::args_os().skip(1).map(OsString::into_string);
    let arguments = arguments.collect::<Result<Vec<_>, _>>().expect("text");
    let arguments = arguments.iter().map(String::as_str).collect::<Vec<_>>();
    match arguments[..] {
        ["--serve-as-pool-worker", ref how @ ..] => {
            // Functions that panic are meant to; what they say is in their answers.
            panic::set_hook(Box::new(|_| ()));
            if let [how, more @ ..] = how {
                worker(how, more);
            }
            serve_if_worker(&registry());
        }
        _ => parents::run(&arguments),
    }
}

fn registry() -> Registry {
    use functions::*;
    Registry::new()
        .with(&SQUARE)
        .with(&PID)
        .with(&SLEEP)
        .with(&PANICS)
        .with(&EXITS)
        .with(&ABORTS)
        .with(&PRINTS)
        .with(&PRINTS_A_PART)
        .with(&REVERSE)
        .with(&ALLOCATE)
        .with(&ODD_PANICS)
        .with(&SEVEN_EXITS)
        .with(&LOCKS)
        .with(&WRONG_HERE)
        .with(&SHELL)
        .with(&SHELL_SAYS)
        .with(&LEAVES_A_SHELL)
        .with(&BEGINS)
        .with(&NESTED)
        .with(&foreign::PASS)
}

/// What a worker does first, if it is told to.
fn worker(how: &str, more: &[&str]) {
    match how {
        "dies at once" => process::exit(3),
        "is no worker" => process::exit(0),
        "serves" => {}
        "dies once" if fs::remove_file(more[0]).is_err() => {} // if the file is there
        "dies once" => process::exit(3),
        "one serves" if fs::remove_file(more[0]).is_ok() => {} // the one that finds it
        "one serves" => process::exit(3),
        "prints first" => println!("hello, world"),
        "says nothing" => {
            let mut starts = OpenOptions::new().append(true).open(more[0]).unwrap();
            starts.write_all(b"1").unwrap();
            thread::sleep(Duration::from_secs(600));
        }
        // If the file is not there it serves as any other.
        "says nothing once" => {
            if fs::remove_file(more[0]).is_ok() {
                thread::sleep(Duration::from_secs(600));
            }
        }
        "pool in a worker" => {
            let error = chapter11::Pool::builder().start().map(drop);
            error.expect_err("no pool in a worker");
            process::exit(4);
        }
        _ => malicious(how),
    }
}

/// Answers its first call with what is no answer. Says hello first, as a worker does.
fn malicious(how: &str) {
    let (mut line, _limit) = child::connect().unwrap();
    let mut head = [0; 5];
    line.read_exact(&mut head).unwrap();
    let mut chunk = vec![0; u32::from_le_bytes(head[1..].try_into().unwrap()) as usize];
    line.read_exact(&mut chunk).unwrap();
    let nine = [255, 9, 0, 0, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0];
    let answer: &[u8] = match how {
        "cut short" => &[255, 9, 0, 0, 0, 1, 2],
        "cut in the length" => &[255, 9, 0],
        "oversized" => &[255, 255, 255, 255, 255],
        "garbage" => b"no frame at all",
        "bad body" => &[255, 3, 0, 0, 0, 7, 7, 7],
        "two answers" => &[nine, nine].concat(),
        "hangs up and lives" | "leaves its line to another" => &[],
        _ => panic!("no such malice: {how}"),
    };
    line.write_all(answer).unwrap();
    #[cfg(unix)]
    if how.starts_with("leaves its line") {
        // As a copy of this process would that C's `fork` has made.
        let line = std::os::fd::OwnedFd::from(line);
        let mut sleep = process::Command::new("sleep");
        let sleep = sleep.arg("30").stdin(line).stdout(process::Stdio::null());
        sleep.stderr(process::Stdio::null()).spawn().unwrap();
        process::exit(5);
    }
    if how.starts_with("cut") {
        process::exit(0);
    }
    if matches!(how, "oversized" | "garbage") {
        let _ = line.read(&mut [0]); // to its end
        process::exit(0);
    }
    if how.starts_with("hangs up") {
        drop(line);
    }
    thread::sleep(Duration::from_secs(600)); // alive, and of no use
}
