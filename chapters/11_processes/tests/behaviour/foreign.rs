//! Somebody else's code that panics, wherever the pool runs it. Each panic has a payload whose
//! drop panics, twice in a row. In every case: no hang, no abort, every call has its answer,
//! and the same workers go on.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

use chapter11::CallError;
use chapter11::result::Answer;
use seam::watchdog::within;

use super::functions::SQUARE;
use super::{assert_gone, pool};

#[path = "../../worker/foreign.rs"]
mod types;
use types::*;

/// What the answer has to be. A destructor on this side has no call to spoil.
fn is_right<T>(fault: Fault, answer: &Answer<T>) -> bool {
    match fault {
        Sound | DropArgumentHere | DropResultHere => answer.is_ok(),
        _ => matches!(answer, Err(CallError::Panicked(_))),
    }
}

/// The result is ours, and so would its panic be.
fn check(fault: Fault, answer: Answer<Product>) {
    let right = is_right(fault, &answer);
    let shown = answer.map(mem::forget);
    assert!(right, "{fault:?}: {shown:?}");
}

/// By themselves, in the middle of a chunk, in a chunk where all do, and detached.
#[test]
fn a_panic_costs_its_own_call_and_nothing_else() {
    within(120, || {
        let pool = pool(2);
        let pids = pool.pids();
        for fault in FAULTS {
            check(fault, pool.apply(&PASS, Argument(fault)));
            drop(pool.apply_async(&PASS, Argument(fault)).unwrap());
            for faults in [[Sound, fault, Sound], [fault; 3]] {
                let inputs = || faults.into_iter().map(Argument);
                for (of, answer) in faults.into_iter().zip(pool.imap(&PASS, 3, 3, inputs())) {
                    check(of, answer);
                }
                let mut bad = 0;
                for answer in pool.imap_unordered(&PASS, 1, 3, inputs()) {
                    bad += usize::from(answer.map(mem::forget).is_err());
                }
                let expected = faults.iter().filter(|&&of| !is_right(of, &Ok(()))).count();
                assert_eq!(bad, expected, "{faults:?}");
                for (of, answer) in faults.into_iter().zip(pool.map(&PASS, inputs())) {
                    check(of, answer);
                }
                // Nobody takes the answers of this one.
                let mut left = pool.imap(&PASS, 3, 9, (0..9).map(|n| Argument(faults[n % 3])));
                check(faults[0], left.next().unwrap());
                drop(left);
            }
            assert_eq!(pool.apply(&SQUARE, 3), Ok(9), "{fault:?}");
        }
        assert_eq!(pool.pids(), pids, "no worker was lost");
        drop(pool);
        assert_gone(&pids);
    });
}

/// The same while the pool is closed, terminated and dropped, with more calls than workers.
#[test]
fn a_panic_does_not_disturb_the_end() {
    within(120, || {
        for fault in FAULTS {
            for terminate in [false, true] {
                let pool = pool(2);
                let pids = pool.pids();
                let call = |_| pool.apply_async(&PASS, Argument(fault)).unwrap();
                let mut calls = (0..20).map(call).collect::<Vec<_>>();
                let kept = calls.split_off(10); // nobody waits for the first ten
                drop(calls);
                match terminate {
                    true => pool.terminate(),
                    false => pool.close(),
                }
                drop(pool);
                for call in kept {
                    assert!(call.ready(), "{fault:?}");
                    match call.get() {
                        Err(CallError::Terminated) if terminate => {}
                        answer => check(fault, answer),
                    }
                }
                assert_gone(&pids);
            }
        }
    });
}

/// A callback that panics, before one that does not.
#[test]
fn a_callback_that_panics_disturbs_nobody() {
    within(60, || {
        let pool = pool(1);
        for fault in FAULTS {
            let (told, heard) = mpsc::channel();
            let mut call = pool.apply_async(&PASS, Argument(fault)).unwrap();
            call.on_done(|_| std::panic::panic_any(Bomb(2)));
            call.on_done(move |answer| told.send(is_right(fault, answer)).unwrap());
            assert_eq!(heard.recv(), Ok(true), "{fault:?}");
            check(fault, call.get());
        }
        assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
    });
}

/// `on_done` and `get` say the same of a call that has no result.
#[test]
fn a_callback_hears_what_get_says() {
    within(60, || {
        let pool = pool(1);
        for fault in [
            EncodeArgument,
            DecodeArgument,
            Run,
            EncodeResult,
            DecodeResult,
        ] {
            let (told, heard) = mpsc::channel();
            let mut call = pool.apply_async(&PASS, Argument(fault)).unwrap();
            call.on_done(move |answer| told.send(answer.as_ref().err().cloned()).unwrap());
            let heard = heard.recv().unwrap();
            assert!(heard.is_some());
            assert_eq!(call.get().err(), heard, "{fault:?}");
        }
    });
}

/// Of two panics the first one comes out, also if it is all that comes.
#[test]
fn the_first_panic_of_the_inputs_is_the_one() {
    struct Both;
    impl Iterator for Both {
        type Item = u64;

        fn next(&mut self) -> Option<u64> {
            std::panic::panic_any("next")
        }
    }
    impl Drop for Both {
        fn drop(&mut self) {
            std::panic::panic_any("drop")
        }
    }
    within(60, || {
        let pool = pool(1);
        let all = || pool.map(&SQUARE, Both).len();
        let first = || pool.imap(&SQUARE, 1, 1, Both).count();
        let either = || pool.imap_unordered(&SQUARE, 1, 1, Both).count();
        let ways: [&dyn Fn() -> usize; 3] = [&all, &first, &either];
        for way in ways {
            let panic = catch_unwind(AssertUnwindSafe(way)).expect_err("it panics");
            assert_eq!(panic.downcast_ref(), Some(&"next"));
        }
    });
}

/// Inputs that panic in their `next`, in their drop, or in both.
struct Inputs {
    left: u32,
    next_panics: bool,
    drop_panics: bool,
}

impl Iterator for Inputs {
    type Item = Argument;

    fn next(&mut self) -> Option<Argument> {
        self.left = self.left.checked_sub(1)?;
        if self.next_panics && self.left == 0 {
            std::panic::panic_any(Bomb(2));
        }
        Some(Argument(DropArgumentHere)) // what was taken before has a bad drop, too
    }
}

impl Drop for Inputs {
    fn drop(&mut self) {
        if self.drop_panics {
            std::panic::panic_any(Bomb(2));
        }
    }
}

/// They panic in their place: after the answers of those that came before, and once. `map` takes
/// all inputs first, so there it is at once.
#[test]
fn inputs_that_panic_are_their_callers_own() {
    within(60, || {
        let pool = pool(2);
        let pids = pool.pids();
        for (next_panics, drop_panics) in [(true, false), (false, true), (true, true)] {
            let inputs = || Inputs {
                left: 7,
                next_panics,
                drop_panics,
            };
            let all = if next_panics { 6 } else { 7 };
            type Way<'a> = &'a dyn Fn(&mut dyn FnMut(Answer<Product>));
            let ways: [(Way<'_>, u32); 4] = [
                (
                    &|count| pool.map(&PASS, inputs()).into_iter().for_each(count),
                    0,
                ),
                (
                    &|count| pool.imap(&PASS, 4, 8, inputs()).for_each(count),
                    all,
                ),
                (
                    &|count| pool.imap_unordered(&PASS, 4, 8, inputs()).for_each(count),
                    all,
                ),
                // Its drop comes before the end of the inputs.
                (
                    &|count| pool.imap(&PASS, 1, 3, inputs()).take(1).for_each(count),
                    1,
                ),
            ];
            for (nth, (way, expected)) in ways.into_iter().enumerate() {
                let mut answers = 0;
                let mut count = |answer| {
                    check(Sound, answer);
                    answers += 1;
                };
                let caught = catch_unwind(AssertUnwindSafe(|| way(&mut count)));
                let panics = drop_panics || nth < 3;
                assert_eq!(caught.map_err(mem::forget).is_err(), panics, "way {nth}");
                assert_eq!(answers, expected, "way {nth}");
            }
            assert_eq!(pool.apply(&SQUARE, 3), Ok(9));
        }
        assert_eq!(pool.pids(), pids, "no worker was lost");
    });
}

/// A `decode` that uses the pool whose answer it reads, and the pool has one worker.
#[test]
fn a_codec_may_use_the_pool() {
    use chapter11::codec::{Codec, DecodeError};
    use chapter11::{Function, Pool};
    use std::sync::OnceLock;

    static POOL: OnceLock<Pool> = OnceLock::new();
    struct Squared(u64);
    impl Codec for Squared {
        fn encode(&self, out: &mut Vec<u8>) {
            self.0.encode(out);
        }

        fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
            let root = u64::decode(input)?;
            let pool = POOL.get().expect("it has made this call");
            Ok(Squared(pool.apply(&SQUARE, root).expect("an answer")))
        }
    }
    const SAME: Function<u64, Squared> = Function::new("square", Squared);

    within(60, || {
        let pool = POOL.get_or_init(|| pool(1));
        assert_eq!(pool.apply(&SAME, 3).map(|squared| squared.0), Ok(81));
        pool.terminate();
        pool.join().unwrap();
    });
}
