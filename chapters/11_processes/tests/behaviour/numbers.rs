//! Numbers, durations, names and paths of any value that their type allows: a typed error or
//! a documented panic at the call, or it works.

use std::cell::Cell;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use chapter11::{CallError, Function, Pool, StartError};
use proptest::prelude::*;
use seam::watchdog::within;

use super::functions::*;
use super::{WORKER, builder, pool};

/// The edges of a `usize`, and what is next to them.
fn edges() -> impl Strategy<Value = usize> {
    let edges = [
        0,
        1,
        2,
        3,
        1 << 16,
        1 << 31,
        1 << 32,
        1 << 40,
        usize::MAX / 2,
    ];
    let below = [usize::MAX / 2 + 1, usize::MAX - 1, usize::MAX];
    prop::sample::select([&edges[..], &below].concat())
}

fn durations() -> impl Strategy<Value = Duration> {
    let most = [Duration::from_secs(u64::MAX), Duration::MAX];
    let least = [Duration::ZERO, Duration::from_nanos(1)];
    prop::sample::select([&most[..], &least].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    /// So many that no system has them are refused, and before anything is started.
    #[test]
    fn any_settings_start_a_pool_or_are_refused(
        workers in edges(),
        capacity in edges(),
        frame_limit in edges(),
        max_tasks in edges(),
        start_limit in durations(),
    ) {
        let settings = builder(workers)
            .capacity(capacity)
            .frame_limit(frame_limit)
            .max_tasks_per_child(max_tasks)
            .start_limit(start_limit);
        let answer = within(60, move || settings.start().map(|pool| pool.apply(&SQUARE, 3)));
        match answer {
            Err(StartError::Threads(_)) => prop_assert!(!(1..=3).contains(&workers) || capacity == 0),
            Err(other) => prop_assert!(false, "{other}"),
            Ok(answer) => {
                prop_assert!((1..=3).contains(&workers));
                match answer {
                    Ok(nine) => prop_assert_eq!(nine, 9),
                    Err(CallError::TooLarge(_)) => prop_assert!(frame_limit <= 3),
                    // It may be that it has not said hello in no time at all.
                    Err(CallError::Broken(_)) => prop_assert!(start_limit < Duration::from_secs(1)),
                    Err(other) => prop_assert!(false, "{other}"),
                }
            }
        }
    }
}

/// A chunk or a buffer of any size: the answers, or the panic that is documented.
#[test]
fn any_chunk_and_any_buffer() {
    within(60, || {
        let pool = pool(1);
        let edges = [
            0,
            1,
            2,
            3,
            1 << 32,
            usize::MAX / 2,
            usize::MAX - 1,
            usize::MAX,
        ];
        for (chunk, buffer) in edges.iter().flat_map(|&a| edges.map(|b| (a, b))) {
            let answers = catch_unwind(AssertUnwindSafe(|| {
                // These say that there are very many of them, and there are five.
                let inputs = (0..u64::MAX).take_while(|&n| n < 5);
                let ordered = pool.imap(&SQUARE, chunk, buffer, inputs.clone());
                assert_eq!(ordered.map(|answer| answer.unwrap()).sum::<u64>(), 30);
                let unordered = pool.imap_unordered(&SQUARE, chunk, buffer, inputs);
                assert_eq!(unordered.map(|answer| answer.unwrap()).sum::<u64>(), 30);
            }));
            let documented = chunk == 0 || buffer < chunk;
            assert_eq!(
                answers.is_err(),
                documented,
                "chunk {chunk}, buffer {buffer}"
            );
        }
        assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
    });
}

/// Whole chunks alone are taken ahead, so a buffer that is not a number of chunks is not used up.
#[test]
fn no_more_are_taken_ahead_than_a_buffer_has_room_for() {
    within(60, || {
        let pool = pool(1);
        let taken = Cell::new(0);
        let inputs = || (0..).inspect(|_| taken.set(taken.get() + 1));
        assert_eq!(pool.imap(&SQUARE, 3, 5, inputs()).next(), Some(Ok(0)));
        assert_eq!(taken.take(), 3);
        let _ = pool.imap_unordered(&SQUARE, 3, 5, inputs()).next();
        assert_eq!(taken.take(), 3);
    });
}

/// An input whose `size_hint` promises what nobody has.
#[test]
fn a_size_hint_is_not_believed() {
    struct Boasts(u64);
    impl Iterator for Boasts {
        type Item = u64;

        fn next(&mut self) -> Option<u64> {
            self.0 = self.0.checked_sub(1)?;
            Some(self.0)
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, None)
        }
    }
    within(60, || {
        let pool = pool(1);
        assert_eq!(pool.map(&SQUARE, Boasts(5)).len(), 5);
        assert_eq!(pool.imap(&SQUARE, 1 << 40, 1 << 40, Boasts(5)).count(), 5);
    });
}

#[test]
fn any_timeout_is_one() {
    within(60, || {
        let pool = pool(1);
        for timeout in [Duration::MAX, Duration::from_secs(u64::MAX)] {
            let call = pool.apply_async(&SQUARE, 3).unwrap();
            let answer = call.get_timeout(timeout).map_err(drop);
            assert_eq!(answer, Ok(Ok(9)));
        }
        let mut call = pool.apply_async(&SQUARE, 3).unwrap();
        let answer = loop {
            match call.get_timeout(Duration::ZERO) {
                Ok(answer) => break answer,
                Err(later) => call = later,
            }
        };
        assert_eq!(answer, Ok(9));
    });
}

/// A function of any name; of a name that is longer than a frame it is the call's error.
#[test]
fn any_name_is_a_name() {
    const NAMES: [&str; 4] = ["", "a b", "\0", "äöü \u{1F600} \u{202E}"];
    within(60, || {
        let pool = pool(1);
        for name in NAMES {
            let function: Function<u64, u64> = Function::new(name, |n| n);
            let unknown = Err(CallError::Unknown(name.to_owned()));
            assert_eq!(pool.apply(&function, 1), unknown);
        }
        let long: &'static str = "long".repeat(20 << 20).leak();
        let function: Function<u64, u64> = Function::new(long, |n| n);
        let answer = pool.apply(&function, 1);
        assert!(matches!(answer, Err(CallError::TooLarge(_))), "{answer:?}");
        assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
    });
}

/// What the system cannot take as a program or an argument is a `StartError`.
#[test]
fn any_path_and_any_argument() {
    within(60, || {
        for path in ["", "\0", "no/such/program", "/", "a\0b"] {
            let pool = Pool::builder().workers(1).program(path).start();
            assert!(
                matches!(pool.map(drop), Err(StartError::Process(_))),
                "{path:?}"
            );
        }
        let pool = builder(1).argument("zero\0byte").start();
        assert!(matches!(pool.map(drop), Err(StartError::Process(_))));
        let pool = builder(1)
            .argument(OsString::from("serves"))
            .start()
            .unwrap();
        assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
    });
}

/// A path and an argument that are not text.
#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::{ffi::OsStrExt, fs::symlink};
    use std::{env, fs, process};

    within(60, || {
        let folder = [b"chapter11-\xFF-", process::id().to_string().as_bytes()].concat();
        let folder = env::temp_dir().join(OsStr::from_bytes(&folder));
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join("worker");
        // Not a copy: a process that another test forks meanwhile would hold it open for
        // writing, and what is being written cannot be started ("text file busy").
        symlink(WORKER, &program).unwrap();
        let pool = builder(1).program(&program).start().unwrap();
        assert_eq!(pool.apply(&SQUARE, 7), Ok(49));
        drop(pool);
        fs::remove_dir_all(folder).unwrap();
    });
}
