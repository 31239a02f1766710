//! Any value goes there and back; any bytes are a value or an error.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use std::time::{Duration, Instant};

use chapter11::codec::{Codec, DecodeError, decode, encode};
use chapter11::deaths::Deaths;
use chapter11::dispatcher::Dispatcher;
use chapter11::frame::{self, FrameError};
use chapter11::line::{self, Door};
use chapter11::taken::{End, Taken};
use chapter11::wire::Setup;
use chapter11::{Function, Registry, child};
use proptest::prelude::*;
use seam::watchdog::within;

fn there_and_back<T: Codec + PartialEq + std::fmt::Debug>(value: T) {
    let bytes = encode(&value);
    assert_eq!(decode::<T>(&bytes), Ok(value));
    // Everywhere, if it is short; of a long one it takes many cases to try every place.
    for len in (0..bytes.len()).step_by(1 + bytes.len() / 200) {
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

/// Somebody's type that takes no bytes: of those there may be as many as a length says, and no end.
#[test]
fn a_length_is_not_believed() {
    struct Nothing;
    impl Codec for Nothing {
        fn encode(&self, _: &mut Vec<u8>) {}

        fn decode(_: &mut &[u8]) -> Result<Nothing, DecodeError> {
            Ok(Nothing)
        }
    }
    within(60, || {
        let most = encode(&usize::MAX);
        let lie = Some(DecodeError::LengthIsALie);
        assert_eq!(decode::<Vec<Nothing>>(&most).err(), lie);
        assert_eq!(decode::<Vec<u64>>(&most).err(), lie);
    });
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

    /// The dispatcher against counts: places in hand and free are always all there are, and no
    /// worker is in two hands. Whatever comes back empty has had its worker buried.
    #[test]
    fn no_place_is_ever_lost(places in 1..5_usize, steps: Vec<(u8, prop::sample::Index)>) {
        thread_local! {
            static BURIED: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
        }
        let bury = |worker: &u32| BURIED.with_borrow_mut(|buried| buried.push(*worker));
        let buried = || BURIED.take();
        let dispatcher = Dispatcher::new(places, Deaths::new(u32::MAX, Duration::ZERO), bury);
        let mut hands = Vec::<Taken<'_, u32>>::new();
        let mut started = 0_u32;
        for (step, index) in steps {
            match step % 5 {
                0 | 1 => {
                    let taken = dispatcher.take_if(|_| true);
                    prop_assert_eq!(taken.is_some(), hands.len() < places);
                    if let Some(mut taken) = taken {
                        if taken.worker().is_none() {
                            taken.started(started).unwrap();
                            started += 1;
                        }
                        let worker = taken.worker();
                        prop_assert!(hands.iter().all(|other| other.worker() != worker));
                        hands.push(taken);
                    }
                }
                _ if hands.is_empty() => {}
                how => {
                    let taken = hands.swap_remove(index.index(hands.len()));
                    let worker = *taken.worker().unwrap();
                    match how {
                        2 => taken.rest(),
                        3 => drop(taken),
                        _ => taken.stillborn("dead".into()),
                    }
                    let gone = if how == 2 { vec![] } else { vec![worker] };
                    prop_assert_eq!(buried(), gone);
                }
            }
        }
        let left = dispatcher.end(End::Closed);
        prop_assert_eq!(left.busy.len(), hands.len());
        prop_assert!(left.idle.len() + hands.len() <= places);
        prop_assert_eq!(dispatcher.take().err(), Some(End::Closed));
        let all = left.idle.len() + hands.len();
        drop(left);
        hands.into_iter().for_each(Taken::rest); // it is the end, so they are buried, too
        prop_assert_eq!(buried().len(), all);
        prop_assert!(dispatcher.workers().is_empty(), "nobody ends the others");
        prop_assert!(dispatcher.take_if(|_| true).is_none(), "it is the end");
        dispatcher.wait_all_back();
    }
}

/// Those that fail in the same pause are one; and an answer ends the row.
#[test]
fn failures_in_the_same_pause_are_one() {
    let hour = Duration::from_secs(3_600);
    let mut deaths = Deaths::new(0, hour);
    assert!(deaths.pause().is_none());
    let before = Instant::now();
    assert!(deaths.count(), "the first is too many");
    let until = deaths.pause().expect("it has just begun");
    assert!(before + hour <= until && until <= Instant::now() + hour);
    assert!((0..1_000).all(|_| !deaths.count()), "that was one moment");
    deaths.forgive();
    assert!(deaths.pause().is_none());
    assert!(deaths.count(), "a new one");
}

/// Each pause is twice as long as the one before.
#[test]
fn a_second_bad_moment_is_waited_out_for_longer() {
    let first = Duration::from_millis(20);
    let mut deaths = Deaths::new(9, first);
    deaths.count();
    while deaths.pause().is_some() {
        thread::sleep(Duration::from_millis(1));
    }
    let before = Instant::now();
    deaths.count();
    // On a busy machine it may be over.
    let until = deaths.pause();
    assert!(until.is_none_or(|until| until >= before + 2 * first));
}

/// The first end there was is the end, whatever dies after it.
#[test]
fn a_death_does_not_change_the_end() {
    for end in [End::Closed, End::Terminated] {
        let dispatcher = Dispatcher::new(2, Deaths::new(0, Duration::ZERO), |_: &u32| ());
        let [one, other] = [(); 2].map(|()| dispatcher.take().unwrap());
        drop(dispatcher.end(end.clone()));
        one.stillborn("dead".into());
        other.hopeless("dead".into());
        assert_eq!(dispatcher.ended(), Some(end));
    }
}

/// The end is what its owner wants, though it was broken before; but after `terminate` no call
/// has another answer.
#[test]
fn an_end_gives_way_except_terminated() {
    let broken = || End::Broken("dead".into());
    for (before, after, end) in [
        (broken(), End::Closed, End::Closed),
        (broken(), End::Terminated, End::Terminated),
        (End::Closed, End::Terminated, End::Terminated),
        (End::Terminated, End::Closed, End::Terminated),
    ] {
        let dispatcher = Dispatcher::new(1, Deaths::new(0, Duration::ZERO), |_: &u32| ());
        drop(dispatcher.end(before));
        drop(dispatcher.end(after));
        assert_eq!(dispatcher.ended(), Some(end));
    }
}

/// The end has not seen it, so the place in whose hand it is has to bury it.
#[test]
fn a_worker_that_starts_too_late_is_buried() {
    static BURIED: AtomicU32 = AtomicU32::new(0);
    let bury = |worker: &u32| BURIED.store(*worker, SeqCst);
    let dispatcher = Dispatcher::new(1, Deaths::new(0, Duration::ZERO), bury);
    let mut late = dispatcher.take().unwrap();
    let left = dispatcher.end(End::Closed);
    assert!(left.busy.is_empty(), "it has not started yet");
    assert_eq!(late.started(7), Err(End::Closed));
    assert_eq!(BURIED.load(SeqCst), 0, "not yet");
    drop(late);
    assert_eq!(BURIED.load(SeqCst), 7);
}

/// It hands them out no more, but it leaves them to its owner, who ends them.
#[test]
fn a_broken_pool_keeps_the_workers_that_live() {
    let bury = |_: &u32| panic!("it lives");
    let dispatcher = Dispatcher::new(2, Deaths::new(0, Duration::ZERO), bury);
    let mut lives = dispatcher.take().unwrap();
    lives.started(1).unwrap();
    dispatcher.take().unwrap().stillborn("dead".into());
    lives.rest();
    assert_eq!(dispatcher.workers(), [1]);
    assert_eq!(dispatcher.take().err(), Some(End::Broken("dead".into())));
}

/// With no patience, and with all there is; without pauses, and with pauses that no clock counts.
#[test]
fn any_patience_and_any_pause() {
    for patience in [0, 1, u32::MAX] {
        let mut at_once = Deaths::new(patience, Duration::ZERO);
        let many = (0..100).map(|_| at_once.count()).collect::<Vec<_>>();
        let forgiven = many.iter().filter(|&&broken| !broken).count();
        assert_eq!(forgiven, patience.min(100) as usize);
        let mut never = Deaths::new(patience, Duration::MAX);
        (0..100).for_each(|_| _ = never.count());
    }
}

/// Connects to the door as a worker would, with this for its half of the key.
fn caller(door: &Door, key: &[u8]) -> TcpStream {
    let mut caller = TcpStream::connect(("127.0.0.1", door.setup().port)).unwrap();
    caller.write_all(key).unwrap();
    caller
}

/// Anybody on the machine may knock; the worker is let in, and it alone.
#[test]
fn strangers_are_not_let_in_and_not_waited_for() {
    within(60, || {
        let mut door = Door::open(1_000).unwrap();
        assert!(door.look().is_none(), "nobody is there");
        let silent = caller(&door, &[]);
        let guesses = caller(&door, &[7; 16]);
        let key = door.setup().key.0.to_le_bytes();
        let slow = caller(&door, &key[..9]);
        let gone = caller(&door, &[]);
        drop(gone);
        assert!(door.look().is_none(), "none of them is the worker");
        let bytes = door.setup().encode();
        let setup = Setup::decode(&bytes).unwrap();
        assert_eq!(&setup, door.setup());
        let worker = thread::spawn(move || line::connect(&setup).map(drop));
        while door.look().is_none() {
            thread::yield_now();
        }
        worker.join().unwrap().unwrap();
        drop((silent, guesses, slow));
    });
}

/// A hello that comes in two pieces is one.
#[test]
fn half_a_hello_is_waited_for() {
    within(60, || {
        let mut door = Door::open(1_000).unwrap();
        let key = door.setup().key.0.to_le_bytes();
        let mut slow = caller(&door, &key[..9]);
        assert!((0..10).all(|_| door.look().is_none()));
        slow.write_all(&key[9..]).unwrap();
        while door.look().is_none() {
            thread::yield_now();
        }
    });
}

/// A pool that has not the other half of the key is not served.
#[test]
fn a_strange_pool_is_not_served() {
    within(60, || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (key, limit) = ((1, 2), 1_000);
        let worker = thread::spawn(move || line::connect(&Setup { port, key, limit }));
        let (mut strange, _) = listener.accept().unwrap();
        strange.write_all(&3_u128.to_le_bytes()).unwrap();
        let error = worker.join().unwrap().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    });
}

/// No two doors have the same key, or a half in common.
#[test]
fn every_key_is_another() {
    let doors = (0..100).map(|_| Door::open(1).unwrap().setup().key);
    let halves = doors.flat_map(|(a, b)| [a, b]).collect::<BTreeSet<_>>();
    assert_eq!(halves.len(), 200);
}

/// A call of the system that was interrupted is made again.
#[test]
fn an_interrupted_read_is_no_error() {
    struct Interrupted<'a>(&'a [u8], bool);
    impl Read for Interrupted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            match self.1 {
                true => Err(io::ErrorKind::Interrupted.into()),
                false => self.0.read(buffer),
            }
        }
    }
    let mut out = Vec::new();
    frame::write(&mut out, b"body", 4).unwrap();
    let body = frame::read(&mut Interrupted(&out, false), 4).unwrap();
    assert_eq!(body.as_deref(), Some(&b"body"[..]));
}

/// However a system says that the other side is gone, it is the end of the line, and no fault of it.
#[test]
fn a_line_whose_other_side_is_gone_has_ended() {
    use io::ErrorKind::*;
    for gone in [
        ConnectionRefused,
        ConnectionReset,
        ConnectionAborted,
        BrokenPipe,
    ] {
        assert!(matches!(
            FrameError::from(io::Error::from(gone)),
            FrameError::Ended
        ));
    }
    let cut = FrameError::from(io::Error::from(UnexpectedEof));
    assert!(matches!(cut, FrameError::CutShort));
    let other = FrameError::from(io::Error::from(OutOfMemory));
    assert!(matches!(other, FrameError::Io(_)));
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
