//! The functions of the C library: what they do, what they refuse, and who releases the GIL.
#![cfg(unix)]

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use chapter9::functions::*;
use chapter9::{Gil, Python, releases_gil};
use proptest::prelude::*;

use seam::watchdog::within;

const WAIT: Duration = Duration::from_millis(30);

#[test]
fn sleep_takes_its_time() {
    Gil::default().with(|py| {
        let start = Instant::now();
        sleep_holding(py, WAIT).unwrap();
        sleep_releasing(py, WAIT).unwrap();
        assert!(start.elapsed() >= 2 * WAIT);
        sleep_holding(py, Duration::ZERO).unwrap();
    });
}

#[test]
fn too_long_a_time_is_an_error() {
    Gil::default().with(|py| {
        let error = sleep_holding(py, Duration::MAX).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    });
}

#[test]
fn poll_says_whether_there_is_something() {
    let (here, mut there) = UnixStream::pair().unwrap();
    Gil::default().with(|py| {
        assert!(!poll_holding(py, &here, 1).unwrap());
        assert!(!poll_releasing(py, &here, 1).unwrap());
        there.write_all(b"x").unwrap();
        assert!(poll_holding(py, &here, 60_000).unwrap());
        assert!(poll_releasing(py, &here, 60_000).unwrap());
    });
}

#[test]
fn read_gives_the_bytes_and_then_the_end() {
    let (here, mut there) = UnixStream::pair().unwrap();
    there.write_all(b"abc").unwrap();
    drop(there);
    Gil::default().with(|py| {
        let mut buffer = [0; 2];
        assert_eq!(read_holding(py, &here, &mut buffer).unwrap(), 2);
        assert_eq!(&buffer, b"ab");
        assert_eq!(read_releasing(py, &here, &mut buffer).unwrap(), 1);
        assert_eq!(read_releasing(py, &here, &mut buffer).unwrap(), 0);
        assert_eq!(read_holding(py, &here, &mut []).unwrap(), 0);
    });
}

#[test]
fn an_error_of_the_system_is_an_error() {
    // A socket that waits for connections cannot be read.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    Gil::default().with(|py| assert!(read_releasing(py, &listener, &mut [0]).is_err()));
}

proptest! {
    #[test]
    fn both_sort(numbers in prop::collection::vec(any::<u32>(), 0..200)) {
        let mut expected = numbers.clone();
        expected.sort_unstable();
        let (mut held, mut released) = (numbers.clone(), numbers);
        Gil::default().with(|py| {
            sort_holding(py, &mut held);
            sort_releasing(py, &mut released);
        });
        prop_assert_eq!(&held, &expected);
        prop_assert_eq!(&released, &expected);
    }
}

/// A socket that becomes readable after a while, again and again.
fn talker() -> UnixStream {
    let (here, mut there) = UnixStream::pair().unwrap();
    thread::spawn(move || {
        loop {
            thread::sleep(WAIT);
            if there.write_all(b"x").is_err() {
                return; // nobody listens any more
            }
        }
    });
    here
}

// ANCHOR: releases_gil
#[test]
fn the_releasing_ones_release_the_gil() {
    within(60, || {
        let gil = Arc::new(Gil::default());
        let (socket, numbers) = (talker(), numbers());
        assert!(releases_gil(&gil, |py| sleep_releasing(py, WAIT).unwrap()));
        assert!(releases_gil(&gil, |py| {
            read_releasing(py, &socket, &mut [0]).unwrap();
        }));
        assert!(releases_gil(&gil, |py| {
            poll_releasing(py, &quiet().0, 30).unwrap();
        }));
        assert!(releases_gil(&gil, |py| sort_releasing(
            py,
            &mut numbers.clone()
        )));
    });
}

#[test]
fn the_holding_ones_do_not() {
    within(60, || {
        let gil = Arc::new(Gil::default());
        let (socket, numbers) = (talker(), numbers());
        assert!(!releases_gil(&gil, |py| sleep_holding(py, WAIT).unwrap()));
        assert!(!releases_gil(&gil, |py| {
            read_holding(py, &socket, &mut [0]).unwrap();
        }));
        assert!(!releases_gil(&gil, |py| {
            poll_holding(py, &quiet().0, 30).unwrap();
        }));
        assert!(!releases_gil(&gil, |py| sort_holding(
            py,
            &mut numbers.clone()
        )));
    });
}
// ANCHOR_END: releases_gil

#[test]
fn a_function_that_panics_is_no_answer() {
    within(60, || {
        let gil = Arc::new(Gil::default());
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            releases_gil(&gil, |_| panic!("on purpose"))
        }));
        assert!(panicked.is_err());
        // And the heart has stopped: nobody wants the GIL.
        assert_eq!(gil.waiting(), 0);
    });
}

/// Many times: a heart that had started would wait for the GIL at some of them, and we for the heart.
#[test]
fn who_holds_the_gil_cannot_try_it_and_is_told_by_one_panic() {
    within(60, || {
        let gil = Arc::new(Gil::default());
        for _ in 0..100 {
            let panicked = catch_unwind(AssertUnwindSafe(|| {
                gil.with(|_| releases_gil(&gil, |_| unreachable!("it is not called")))
            }));
            let payload = panicked.unwrap_err();
            let message = payload.downcast_ref::<&str>();
            assert_eq!(message, Some(&"this thread holds the GIL already"));
        }
        // And the GIL is free, and nobody wants it.
        assert_eq!(gil.waiting(), 0);
        assert!(releases_gil(&gil, |py| sleep_releasing(py, WAIT).unwrap()));
    });
}

/// The first call finds the heart at the GIL, and nobody is left behind after the last.
#[test]
fn the_heart_is_there_from_the_first_call_to_the_last() {
    within(60, || {
        let gil = Arc::new(Gil::default());
        for _ in 0..100 {
            let mut calls = Vec::new();
            let released = releases_gil(&gil, |_| calls.push(gil.waiting()));
            assert!(!released);
            assert_eq!(calls, [1; 10]);
            assert_eq!(Arc::strong_count(&gil), 1, "the heart has ended");
        }
    });
}

#[test]
fn a_panic_in_the_middle_of_a_call_is_one_panic() {
    within(60, || {
        let gil = Arc::new(Gil::default());
        let calls: [fn(&mut Python<'_>, &Gil); 3] = [
            |py, _| py.allow_threads(|| panic!("on purpose")),
            |py, gil| py.allow_threads(|| gil.with(|_| panic!("on purpose"))),
            |py, gil| py.allow_threads(|| gil.with(|py| py.allow_threads(|| panic!("on purpose")))),
        ];
        for call in calls {
            let panicked =
                catch_unwind(AssertUnwindSafe(|| releases_gil(&gil, |py| call(py, &gil))));
            let payload = panicked.unwrap_err();
            assert_eq!(payload.downcast_ref::<&str>(), Some(&"on purpose"));
            assert_eq!(gil.waiting(), 0);
        }
    });
}

/// Two ends of a connection on which nobody says anything.
fn quiet() -> (UnixStream, UnixStream) {
    UnixStream::pair().unwrap()
}

/// Enough of them, in no order, that to sort them takes a while.
fn numbers() -> Vec<u32> {
    let mut next = 1_u32;
    std::iter::repeat_with(|| {
        next = next.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        next
    })
    .take(300_000)
    .collect()
}
