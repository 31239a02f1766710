//! Numbers from the outside: whatever their types allow, the answer is an error of a type of its
//! own, or a panic that is written where the function is, at the call. Nothing is lost, nothing
//! aborts, and no pool starts threads until the system has no more.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use chapter4::channel::channel;
use chapter4::error::{BuildError, MAX_WORKERS, TryRecvError, TrySendError};
use chapter6::{Submit, When, as_completed, scope, wait};
use chapter7::token::CancelToken;
use chapter8::timer::Timer;
use chapter10::dummy_map::default_chunk;
use chapter10::{Completion, ThreadPoolExecutor};
use proptest::prelude::*;
use proptest::sample::select;
use seam::watchdog::within;

/// The edges of `usize`, and those of what a vector can hold.
const COUNTS: [usize; 8] = [
    0,
    1,
    2,
    3,
    isize::MAX as usize,
    isize::MAX as usize + 1,
    usize::MAX - 1,
    usize::MAX,
];

/// The edges of a time, and those of what a clock can count.
const TIMES: [Duration; 6] = [
    Duration::ZERO,
    Duration::from_nanos(1),
    Duration::from_secs(i64::MAX as u64 - 1),
    Duration::from_secs(i64::MAX as u64),
    Duration::from_secs(u64::MAX),
    Duration::MAX,
];

fn count() -> impl Strategy<Value = usize> {
    select(&COUNTS[..])
}

fn time() -> impl Strategy<Value = Duration> {
    select(&TIMES[..])
}

/// Not more than a machine has, or many more.
fn workers() -> impl Strategy<Value = usize> {
    prop_oneof![count(), Just(MAX_WORKERS + 1)]
}

/// Does it end within a day? The others never do, so what they wait for has to come.
fn is_short(time: Duration) -> bool {
    time < Duration::from_secs(24 * 60 * 60)
}

fn panics<T>(call: impl FnOnce() -> T) -> bool {
    catch_unwind(AssertUnwindSafe(call)).is_err()
}

/// What a pool answers to its two numbers.
fn checked<P>(built: Result<P, BuildError>, workers: usize, capacity: usize) -> Option<P> {
    match (workers, capacity, built) {
        (0, _, Err(BuildError::ZeroWorkers)) => None,
        (1.., _, Err(BuildError::TooManyWorkers)) if workers > MAX_WORKERS => None,
        (1..=MAX_WORKERS, 0, Err(BuildError::ZeroCapacity)) => None,
        (1..=MAX_WORKERS, 1.., Ok(pool)) => Some(pool),
        (.., built) => panic!("{:?}", built.map(drop)),
    }
}

/// The value is there in time, or its future comes back, and brings it.
fn brings<F: Completion<Output = i32>>(
    waited: Result<Result<i32, impl Debug>, F>,
    time: Duration,
) -> bool {
    match waited {
        Ok(outcome) => outcome.unwrap() == 1,
        Err(future) => is_short(time) && future.result().unwrap() == 1,
    }
}

/// A map of three items, in whatever buffer and chunks.
fn maps(pool: &impl Submit<'static>, buffer: usize, chunk: usize) {
    let map = || pool.map(buffer, 0..3, |n| n);
    let unordered = || pool.map_unordered(buffer, 0..3, |n| n);
    if buffer == 0 {
        assert!(matches!(map().err(), Some(BuildError::ZeroCapacity)));
        assert!(matches!(unordered().err(), Some(BuildError::ZeroCapacity)));
    } else if chunk == 0 {
        assert!(panics(|| map().unwrap().chunks(chunk)));
        assert!(panics(|| unordered().unwrap().chunks(chunk)));
    } else {
        let all: Result<Vec<_>, _> = map().unwrap().chunks(chunk).collect();
        assert_eq!(all.unwrap(), [0, 1, 2]);
        let all: Result<Vec<_>, _> = unordered().unwrap().chunks(chunk).collect();
        assert_eq!(all.unwrap().into_iter().sum::<i32>(), 3);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn of_a_pool(workers in workers(), capacity in count(), time in time()) {
        within(60, move || {
            let refuses = workers == 0 || workers > MAX_WORKERS;
            assert!(!refuses || panics(|| ::chapter2::Pool::new(workers)));
            if let Some(pool) = checked(::chapter3::Pool::new(workers), workers, 1) {
                assert!(pool.execute(|| ()).is_ok());
            }
            if let Some(pool) = checked(::chapter4::Pool::new(workers, capacity), workers, capacity) {
                assert!(pool.execute(|| ()).is_ok());
            }
            if let Some(pool) = checked(::chapter5::Pool::new(workers, capacity), workers, capacity) {
                let future = pool.submit(|| 1).unwrap();
                assert!(brings(future.result_timeout(time), time));
            }
            let scoped = scope(workers, capacity, |pool| pool.submit(|| 1).result().unwrap());
            assert!(checked(scoped, workers, capacity).is_none_or(|one| one == 1));
            if let Some(pool) = checked(::chapter7::Pool::new(workers, capacity), workers, capacity) {
                let future = pool.submit(|| 1).unwrap();
                assert!(brings(future.result_timeout(time), time));
                let ended = pool.shutdown_timeout(::chapter7::Pending::Run, time);
                assert!(ended || is_short(time));
                assert!(pool.join_timeout(time) || is_short(time));
            }
            if let Some(pool) = checked(::chapter8::Pool::new(workers, capacity), workers, capacity) {
                let future = pool.submit(|| 1).unwrap();
                assert!(brings(future.result_timeout(time), time));
                let ended = pool.shutdown_timeout(::chapter8::Pending::Run, time);
                assert!(ended || is_short(time));
            }
            let built = ::chapter12::Pool::new(workers, capacity);
            if let Some(pool) = checked(built, workers, capacity) {
                let future = pool.submit(|| 1).unwrap();
                assert!(brings(future.result_timeout(time), time));
                assert!(pool.execute_all([|| (), || ()]).is_ok());
            }
        });
    }

    #[test]
    fn of_pythons_pools(
        workers in workers(),
        (capacity, buffer, chunk) in (count(), count(), count()),
        time in time(),
        prefix in select(vec!["", "a", "\0", "a\0b", "ä€𝄞", "                    "]),
        long in any::<bool>(),
    ) {
        let prefix = prefix.repeat(if long { 10_000 } else { 1 });
        within(60, move || {
            let builder = ThreadPoolExecutor::builder().max_workers(workers).capacity(capacity);
            if let Some(executor) = checked(builder.build(), workers, capacity) {
                let future = executor.submit(|| 1).unwrap();
                assert!(brings(future.result_timeout(time), time));
                maps(&executor, buffer, chunk);
                if buffer > 0 && chunk > 0 {
                    let in_time = executor.within(time);
                    let map = in_time.map(buffer, 0..3, |n| n).unwrap();
                    let all: Result<Vec<_>, _> = map.chunks(chunk).collect();
                    assert!(all.map_or(is_short(time), |all| all == [0, 1, 2]));
                }
            }
            let named = ThreadPoolExecutor::builder().thread_name_prefix(&prefix).build();
            match prefix.contains('\0') {
                true => assert!(matches!(named.err(), Some(BuildError::NulInName))),
                false => assert_eq!(named.unwrap().submit(|| 1).unwrap().result().unwrap(), 1),
            }
            let Some(pool) = checked(chapter10::Pool::new(workers, capacity), workers, capacity) else {
                return;
            };
            let map = || pool.map(0..3, Some(chunk), |n| n);
            match chunk {
                0 => assert!(panics(map)),
                _ => assert!(map().unwrap().into_iter().map(Result::unwrap).eq(0..3)),
            }
            match pool.imap(buffer, 0..3, |n| n) {
                Err(_) => assert_eq!(buffer, 0),
                Ok(map) if chunk == 0 => assert!(panics(|| map.chunks(chunk))),
                Ok(map) => assert!(map.chunks(chunk).map(Result::unwrap).eq(0..3)),
            }
            let result = pool.apply_async(|| 1).unwrap();
            assert!(result.wait_timeout(time) || is_short(time));
            let outcome = result.get_timeout(time).unwrap_or_else(|result| result.get());
            assert_eq!(outcome.unwrap(), 1);
        });
    }

    #[test]
    fn of_a_map_of_each_chapter(buffer in count(), chunk in count()) {
        within(60, move || {
            maps(&::chapter5::Pool::new(2, 2).unwrap(), buffer, chunk);
            maps(&::chapter7::Pool::new(2, 2).unwrap(), buffer, chunk);
            maps(&::chapter8::Pool::new(2, 2).unwrap(), buffer, chunk);
            maps(&::chapter12::Pool::new(2, 2).unwrap(), buffer, chunk);
        });
    }

    #[test]
    fn of_a_default_chunk(items in count(), processes in count()) {
        let chunk = default_chunk(items, processes);
        prop_assert!(chunk >= 1);
        // Four for each worker at most, and so many that all items are in one of them.
        let chunks = items.div_ceil(chunk);
        prop_assert!(chunks <= processes.max(1).saturating_mul(4));
    }

    #[test]
    fn of_a_channel(capacity in count(), time in time()) {
        within(60, move || {
            if capacity == 0 {
                return assert!(panics(|| channel::<u8>(0)));
            }
            let (sender, receiver) = channel(capacity);
            assert!(sender.send_timeout(1, time).is_ok());
            assert_eq!(receiver.recv_timeout(time), Ok(1));
            if is_short(time) {
                assert_eq!(receiver.recv_timeout(time), Err(TryRecvError::Empty));
                let sent = (0..capacity.min(3)).map(|n| sender.send_timeout(n, time));
                assert!(sent.into_iter().all(|sent| sent.is_ok()));
                if capacity <= 3 {
                    let full = sender.send_timeout(9, time);
                    assert!(matches!(full, Err(TrySendError::Full(9))));
                }
            }
        });
    }

    #[test]
    fn of_a_wait(time in time()) {
        within(60, move || {
            let pool = ::chapter8::Pool::new(2, 4).unwrap();
            let future = || pool.submit(|| 1).unwrap();
            let waited = wait([future(), future()], When::AllCompleted, Some(time));
            assert_eq!(waited.done.len() + waited.not_done.len(), 2);
            assert!(waited.not_done.is_empty() || is_short(time));
            let mut came = 0;
            for next in as_completed([future(), future()]).timeout(time) {
                match next {
                    Ok(_) => came += 1,
                    Err(unfinished) => came += unfinished.left.len(),
                }
            }
            assert_eq!(came, 2);
            let token = CancelToken::with_timeout(time);
            let child = CancelToken::new().child_with_timeout(time);
            for token in [token, child] {
                if is_short(time) {
                    token.wait(); // its time is up
                }
                token.cancel();
                assert!(token.wait_timeout(time));
            }
            let timer = Timer::start(&pool).unwrap();
            let sleep = timer.sleep(time);
            if is_short(time) {
                ::chapter8::block_on(sleep).unwrap();
            }
        });
    }
}
