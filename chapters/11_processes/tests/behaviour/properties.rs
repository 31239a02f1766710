//! Any value goes there and back; any bytes are a value or an error.

use std::io::{self, Read};

use chapter11::codec::{Codec, decode, encode};
use chapter11::dispatcher::{Dispatcher, End};
use chapter11::frame::{self, FrameError};
use chapter11::{Function, Registry, child};
use proptest::prelude::*;

fn there_and_back<T: Codec + PartialEq + std::fmt::Debug>(value: T) {
    let bytes = encode(&value);
    assert_eq!(decode::<T>(&bytes), Ok(value));
    for len in 0..bytes.len() {
        assert!(decode::<T>(&bytes[..len]).is_err(), "cut short at {len}");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert!(decode::<T>(&longer).is_err(), "a byte too many");
}

/// Never panics; what it gives was not larger than what it was given.
fn from_any(bytes: &[u8]) {
    if let Ok(values) = decode::<Vec<u8>>(bytes) {
        assert!(values.capacity() <= bytes.len());
    }
    if let Ok(values) = decode::<Vec<u64>>(bytes) {
        assert!(values.capacity() * 8 <= bytes.len());
    }
    if let Ok(values) = decode::<Vec<()>>(bytes) {
        assert!(values.len() <= bytes.len());
    }
    if let Ok(text) = decode::<String>(bytes) {
        assert!(text.capacity() <= bytes.len());
    }
    let _ = decode::<Vec<Vec<String>>>(bytes);
    let _ = decode::<Option<Result<(bool, i128), (usize, isize)>>>(bytes);
    let _ = decode::<Vec<Option<(u16, i8, String, Vec<()>)>>>(bytes);
}

/// Gives its bytes in pieces of these sizes, as a pipe may.
struct Pieces<'a> {
    bytes: &'a [u8],
    sizes: std::iter::Cycle<std::slice::Iter<'a, usize>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = *self.sizes.next().expect("at least one");
        let most = size.min(buffer.len());
        self.bytes.read(&mut buffer[..most])
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn values_go_there_and_back(
        integers: (u8, u16, u32, u64, u128, usize),
        signed: (i8, i16, i32, i64, i128, isize),
        text: String,
        bytes: Vec<u8>,
        lists: Vec<Option<(bool, String)>>,
        result: Result<(), Vec<u32>>,
    ) {
        let (a, b, c, d, e, f) = integers;
        there_and_back(((a, b, c, d), (e, f)));
        let (a, b, c, d, e, f) = signed;
        there_and_back(((a, b, c, d), (e, f)));
        there_and_back((text, bytes, (lists,), result));
    }

    #[test]
    fn any_bytes_are_a_value_or_an_error(bytes: Vec<u8>) {
        from_any(&bytes);
    }

    /// The same behind a length that may be true: random bytes rarely have one.
    #[test]
    fn any_bytes_behind_a_length(len in 0..64_u64, bytes: Vec<u8>) {
        from_any(&[&len.to_le_bytes()[..], &bytes].concat());
    }

    #[test]
    fn frames_come_through_in_any_pieces(
        bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..5_000), 0..5),
        sizes in prop::collection::vec(1..700_usize, 1..8),
        cut: prop::sample::Index,
    ) {
        let mut bytes = Vec::new();
        for body in &bodies {
            frame::write(&mut bytes, body, 5_000).unwrap();
        }
        let mut pipe = Pieces { bytes: &bytes, sizes: sizes.iter().cycle() };
        for body in &bodies {
            prop_assert_eq!(&frame::read(&mut pipe, 5_000).unwrap().unwrap(), body);
        }
        prop_assert!(frame::read(&mut pipe, 5_000).unwrap().is_none());
        // Cut anywhere: some whole frames, and then an end or an error, but no frame more.
        let mut pipe = &bytes[..cut.index(bytes.len() + 1)];
        let mut whole = 0;
        while let Ok(Some(body)) = frame::read(&mut pipe, 5_000) {
            prop_assert_eq!(&body, &bodies[whole]);
            whole += 1;
        }
    }

    #[test]
    fn any_bytes_are_a_frame_or_an_error(bytes: Vec<u8>, limit in 0..1_000_usize) {
        let mut pipe = &bytes[..];
        while let Ok(Some(body)) = frame::read(&mut pipe, limit) {
            prop_assert!(body.len() <= limit);
        }
    }

    /// Whatever comes in, the worker's loop ends, by an end or an error.
    #[test]
    fn a_worker_survives_any_calls(bytes: Vec<u8>) {
        const NOT: Function<bool, bool> = Function::new("not", |value| !value);
        let mut framed = Vec::new();
        frame::write(&mut framed, &bytes, frame::LIMIT).unwrap();
        for calls in [&bytes, &framed] {
            let mut answers = Vec::new();
            let registry = Registry::new().with(&NOT);
            let _ = child::serve(&registry, &mut &calls[..], &mut answers, frame::LIMIT);
        }
    }

    /// The dispatcher against counts: places in hand and free are always all there are.
    #[test]
    fn no_place_is_ever_lost(places in 1..5_usize, steps: Vec<(u8, prop::sample::Index)>) {
        let dispatcher = Dispatcher::new(places, usize::MAX);
        let mut hands = Vec::new();
        let mut started = 0_u32;
        for (step, index) in steps {
            match step % 4 {
                0 | 1 => {
                    let taken = dispatcher.take_if(|_| true);
                    prop_assert_eq!(taken.is_some(), hands.len() < places);
                    if let Some(taken) = taken {
                        if taken.worker.is_none() {
                            dispatcher.started(taken.place, started).unwrap();
                            started += 1;
                        }
                        prop_assert!(!hands.contains(&taken.place));
                        hands.push(taken.place);
                    }
                }
                _ if hands.is_empty() => {}
                2 => dispatcher.done(hands.swap_remove(index.index(hands.len()))).unwrap(),
                _ => _ = dispatcher.died(hands.swap_remove(index.index(hands.len()))),
            }
        }
        let left = dispatcher.end(End::Closed);
        prop_assert_eq!(left.busy.len(), hands.len());
        prop_assert!(left.idle.len() + hands.len() <= places);
        prop_assert_eq!(dispatcher.take(), Err(End::Closed));
    }
}

#[test]
fn a_frame_that_is_too_large_is_refused_on_both_sides() {
    let mut out = Vec::new();
    let refused = frame::write(&mut out, &[0; 11], 10);
    assert!(matches!(refused, Err(FrameError::TooLarge(11, 10))));
    assert!(out.is_empty());
    frame::write(&mut out, &[0; 11], 11).unwrap();
    let refused = frame::read(&mut &out[..], 10);
    assert!(matches!(refused, Err(FrameError::TooLarge(11, 10))));
    assert!(matches!(
        frame::read(&mut &out[..9], 11),
        Err(FrameError::CutShort)
    ));
    assert!(matches!(
        frame::read(&mut &out[..3], 11),
        Err(FrameError::CutShort)
    ));
}

#[test]
#[should_panic(expected = "two functions named")]
fn a_name_is_registered_once() {
    const NOT: Function<bool, bool> = Function::new("not", |value| !value);
    let _ = Registry::new().with(&NOT).with(&NOT);
}
