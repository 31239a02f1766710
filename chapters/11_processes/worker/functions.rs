//! The functions that the tests call. Both sides have this file.
#![allow(dead_code, reason = "each side uses its part")]

use std::sync::Mutex;
use std::time::Duration;
use std::{process, thread};

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
