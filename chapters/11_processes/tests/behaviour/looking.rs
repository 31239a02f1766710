//! Waiting for a process that may die, and for its line, without the process.
#![allow(dead_code, reason = "a part of the file")]

use std::cell::Cell;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::{thread, time};

use chapter7::deadline;
use chapter11::line::{self, Door};
use chapter11::wire::Setup;
use seam::watchdog::within;
use time::{Duration, Instant};

#[path = "../../src/waiting.rs"]
mod waiting;
use waiting::{Talk, look_until};

/// First it looks, and then at the clock.
#[test]
fn what_is_there_is_found_however_late_it_is() {
    let past = Some(Instant::now());
    assert_eq!(look_until(past, || Some(1)), Some(1));
    let looks = Cell::new(0);
    let nothing = || {
        looks.set(looks.get() + 1);
        None::<()>
    };
    assert_eq!(look_until(past, nothing), None);
    assert_eq!(looks.get(), 1);
}

/// It writes and dies between the end of a read and the look at the process.
#[test]
fn what_it_wrote_before_it_died_is_read() {
    within(60, || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut worker = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (line, _) = listener.accept().unwrap();
        let little = Some(Duration::from_millis(100));
        line.set_read_timeout(little).unwrap();
        let dies = Cell::new(true);
        let is_dead = || {
            if dies.take() {
                worker.try_clone().unwrap().write_all(b"x").unwrap();
            }
            true
        };
        let mut talk = Talk {
            line: &line,
            is_dead,
        };
        let mut byte = [0];
        assert_eq!(talk.read(&mut byte).unwrap(), 1);
        assert_eq!(&byte, b"x");
        // Somebody still holds the other end, so the line has not ended.
        assert_eq!(talk.read(&mut byte).unwrap(), 0);
        worker.flush().unwrap();
    });
}

/// Its process has ended, and somebody else holds the other end: neither a read nor a write of a
/// line that came through the door waits for ever.
#[test]
fn a_line_ends_with_its_process() {
    within(60, || {
        let mut door = Door::open(1_000).unwrap();
        let setup = Setup::decode(&door.setup().encode()).unwrap();
        let worker = thread::spawn(move || line::connect(&setup));
        let line = loop {
            match door.look() {
                Some(line) => break line,
                None => thread::yield_now(),
            }
        };
        let held = worker.join().unwrap().unwrap();
        let mut talk = Talk {
            line: &line,
            is_dead: || true,
        };
        assert_eq!(talk.read(&mut [0]).unwrap(), 0);
        let more_than_fits = talk.write_all(&vec![0; 64 << 20]);
        assert_eq!(more_than_fits.unwrap_err().kind(), ErrorKind::BrokenPipe);
        drop(held);
    });
}
