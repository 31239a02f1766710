//! Numbers from outside: any that the type allows is taken, or refused by an error, at the call.
//! (`sizing` does the same for the formula.)

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use chapter9::Gil;
use proptest::prelude::*;

use seam::watchdog::within;

/// Durations around every edge there is, those that end during a test and those that never do.
fn any_duration() -> impl Strategy<Value = Duration> {
    let edges = [
        0,
        1,
        u64::from(u32::MAX),
        i64::MAX as u64 - 1,
        i64::MAX as u64,
        i64::MAX as u64 + 1,
        u64::MAX - 1,
        u64::MAX,
    ];
    let seconds = prop_oneof![prop::sample::select(edges.to_vec()), any::<u64>()];
    let nanoseconds = prop_oneof![Just(0), Just(1), Just(999_999_999), 0_u32..1_000_000_000];
    let around = (seconds, nanoseconds).prop_map(|(s, ns)| Duration::new(s, ns));
    prop_oneof![around, any::<u64>().prop_map(Duration::from_nanos)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_gil_takes_any_interval(interval in any_duration()) {
        within(60, move || {
            let gil = Arc::new(Gil::new(interval));
            let had_it = AtomicBool::new(false);
            thread::scope(|s| {
                gil.with(|py| {
                    s.spawn(|| gil.with(|_| had_it.store(true, SeqCst)));
                    while gil.waiting() == 0 {
                        thread::yield_now();
                    }
                    // It may have been asked by now, if the interval is short. If not, it has
                    // the GIL, and gives it up.
                    if !py.checkpoint() {
                        py.allow_threads(|| ());
                    }
                });
            });
            assert!(had_it.into_inner());
            assert_eq!(gil.waiting(), 0);
        });
    }
}

#[cfg(unix)]
mod c {
    use std::io::{ErrorKind, Write};
    use std::os::unix::net::UnixStream;

    use chapter9::functions::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_sleep_is_short_or_refused(time in any_duration()) {
            // What C can count is slept, and a test has not the time for all of that.
            let refused = i64::try_from(time.as_secs()).is_err();
            let time = if refused { time } else { time.min(Duration::from_millis(1)) };
            Gil::default().with(|py| {
                for slept in [sleep_holding(py, time), sleep_releasing(py, time)] {
                    let error = slept.err().map(|error| error.kind());
                    assert_eq!(error, refused.then_some(ErrorKind::InvalidInput));
                }
            });
        }

        #[test]
        fn poll_takes_any_time(milliseconds in prop_oneof![Just(0), Just(u16::MAX), any::<u16>()]) {
            within(60, move || {
                let (here, mut there) = UnixStream::pair().unwrap();
                there.write_all(b"x").unwrap();
                Gil::default().with(|py| {
                    assert!(poll_holding(py, &here, milliseconds).unwrap());
                    assert!(poll_releasing(py, &here, milliseconds).unwrap());
                });
            });
        }

        #[test]
        fn a_buffer_may_have_any_length(room in prop_oneof![0_usize..3, 0_usize..100_000]) {
            within(60, move || {
                let (here, mut there) = UnixStream::pair().unwrap();
                there.write_all(b"abcd").unwrap();
                let mut buffer = vec![0; room];
                Gil::default().with(|py| {
                    let first = read_holding(py, &here, &mut buffer).unwrap();
                    assert_eq!(first, room.min(4));
                    drop(there);
                    let second = read_releasing(py, &here, &mut buffer).unwrap();
                    assert_eq!(second, room.min(4 - first));
                });
            });
        }
    }
}
