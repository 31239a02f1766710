//! The functions that the tests call. Both sides have this file.
#![allow(dead_code, reason = "each side uses its part")]

use std::process::{self, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use std::{fs, thread};

use chapter11::Function;

pub const SQUARE: Function<u64, u64> = Function::new("square", |n| n * n);
pub const PID: Function<(), u32> = Function::new("pid", |()| process::id());
/// Sleeps for so many microseconds, and gives the number back.
pub const SLEEP: Function<u64, u64> = Function::new("sleep", |micros| {
    thread::sleep(Duration::from_micros(micros));
    micros
});
pub const PANICS: Function<String, ()> = Function::new("panics", |why| panic!("{why}"));
pub const EXITS: Function<i32, ()> = Function::new("exits", |code| process::exit(code));
pub const ABORTS: Function<(), ()> = Function::new("aborts", |()| process::abort());
pub const PRINTS: Function<String, ()> = Function::new("prints", |text| println!("{text}"));
/// Without the end of the line: std writes it when the process ends, if it ends by itself.
pub const PRINTS_A_PART: Function<String, ()> =
    Function::new("prints_a_part", |text| print!("{text}"));
pub const REVERSE: Function<Vec<u8>, Vec<u8>> = Function::new("reverse", |mut bytes| {
    bytes.reverse();
    bytes
});
pub const ALLOCATE: Function<usize, Vec<u8>> = Function::new("allocate", |len| vec![7; len]);
pub const ODD_PANICS: Function<u64, u64> = Function::new("odd_panics", |n| {
    assert!(n % 2 == 0, "{n} is odd");
    n
});
pub const SEVEN_EXITS: Function<u64, u64> = Function::new("seven_exits", |n| {
    if n == 7 {
        process::exit(7);
    }
    n
});
/// Nobody registers it.
pub const UNKNOWN: Function<(), ()> = Function::new("unknown", |()| ());
/// The parent takes it for a function of text, the worker for one of pairs.
pub const WRONG_HERE: Function<(u64, u64), u64> = Function::new("wrong", |(a, b)| a + b);
pub const WRONG_THERE: Function<String, u64> = Function::new("wrong", |_| 0);

/// Each process has its own.
pub static LOCK: Mutex<()> = Mutex::new(());
pub const LOCKS: Function<(), bool> = Function::new("locks", |()| LOCK.try_lock().is_ok());

/// Runs a shell's command with all that this process has, and waits for it.
pub const SHELL: Function<String, bool> = Function::new("shell", |command| {
    let status = Command::new("sh").arg("-c").arg(command).status();
    status.is_ok_and(|status| status.success())
});
/// What a shell's command prints.
pub const SHELL_SAYS: Function<String, String> = Function::new("shell_says", |command| {
    let mut shell = Command::new("sh");
    let output = shell
        .arg("-c")
        .arg(command)
        .stdin(Stdio::inherit())
        .output();
    String::from_utf8(output.expect("a shell").stdout).expect("text")
});
/// Starts a shell's command, does not wait for it, and leaves.
pub const LEAVES_A_SHELL: Function<String, ()> = Function::new("leaves_a_shell", |command| {
    let shell = Command::new("sh").arg("-c").arg(command).spawn();
    shell.expect("a shell");
    process::exit(3)
});
/// Makes a file of this name, which says that it has begun; then sleeps.
pub const BEGINS: Function<String, ()> = Function::new("begins", |file| {
    fs::write(file, "").expect("a file");
    thread::sleep(Duration::from_secs(600));
});
/// Wants a pool of its own.
pub const NESTED: Function<(), String> = Function::new("nested", |()| {
    match chapter11::Pool::builder().workers(1).start() {
        Ok(_) => "a pool".into(),
        Err(error) => error.to_string(),
    }
});
