//! Foreign code where one does not think of it: in an initializer's error, in an input, in what
//! nobody takes.

use std::cell::Cell;
use std::error::Error;
use std::panic::panic_any;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use std::{fmt, iter, mem};

use chapter10::error::{BuildError, Refused, TaskError};
use chapter10::{AsyncResult, Pending, Pool, Submit, ThreadPoolExecutor, Wait, Why};
use seam::failing::{Failing, heard};
use seam::watchdog::within;

/// Panics as it goes.
#[derive(Debug)]
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("a bomb");
    }
}

/// An error that panics when it is to say what is wrong, or when it goes.
#[derive(Debug)]
enum Rude {
    Text,
    TextOfBombs,
    Drop,
}

impl fmt::Display for Rude {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rude::Text => panic!("no text"),
            Rude::TextOfBombs => panic_any(Bomb),
            Rude::Drop => f.write_str("rude"),
        }
    }
}

impl Error for Rude {}

impl Drop for Rude {
    fn drop(&mut self) {
        assert!(!matches!(self, Rude::Drop), "no drop");
    }
}

type Fails = fn() -> Result<(), Box<dyn Error + Send + Sync>>;

/// However the initializer fails: what is pending hears that the pool is broken, and so does
/// what comes later; the shutdown and the drop return.
#[test]
fn an_initializer_may_fail_as_it_likes() {
    let fails: [(&str, Fails); 5] = [
        ("plain", || panic!("plain")),
        ("a panic without text", || panic_any(Bomb)),
        ("no text", || Err(Box::new(Rude::Text))),
        ("a panic without text", || Err(Box::new(Rude::TextOfBombs))),
        ("no drop", || Err(Box::new(Rude::Drop))),
    ];
    for (said, fail) in fails {
        within(60, move || {
            let (let_go, may_go) = mpsc::channel::<()>();
            let may_go = std::sync::Mutex::new(may_go);
            let executor = ThreadPoolExecutor::builder()
                .max_workers(1)
                .initializer(move || {
                    let _ = may_go.lock().unwrap().recv();
                    fail()
                })
                .build()
                .unwrap();
            let pending = executor.submit(|| 1).unwrap();
            drop(let_go);
            let Err(TaskError::Broken(why)) = pending.result() else {
                panic!("it ran in a broken pool");
            };
            assert_eq!(why, said);
            let refused = executor.submit(|| 1).err().unwrap();
            assert!(matches!(refused.why, Why::Broken(broken) if broken.why == said));
            executor.shutdown(Wait::Yes, Pending::Run);
        });
    }
}

/// The thread would have panicked, at the first `submit` and under the lock of the workers.
#[test]
fn a_name_with_a_nul_is_refused_by_build() {
    for prefix in ["\0", "a\0b", "a\0"] {
        let built = ThreadPoolExecutor::builder()
            .thread_name_prefix(prefix)
            .build();
        assert!(matches!(built.err(), Some(BuildError::NulInName)));
    }
}

thread_local!(static CONNECTION: Cell<Option<u32>> = const { Cell::new(None) });

/// Has an initializer, one worker, and is asked from there or from outside.
fn connected() -> Arc<ThreadPoolExecutor> {
    let builder = ThreadPoolExecutor::builder()
        .max_workers(1)
        .initializer(|| {
            CONNECTION.set(Some(1));
            Ok(())
        });
    Arc::new(builder.build().unwrap())
}

/// Shut down meanwhile, the rest of a map is cancelled: on the caller no initializer has run.
/// On a worker it has, so there the rest runs.
#[test]
fn no_item_runs_where_no_initializer_has_run() {
    within(60, || {
        for chunk in [1, 2] {
            let executor = connected();
            let map = executor.map(2, 0..8, |_| CONNECTION.get()).unwrap();
            let mut map = map.chunks(chunk);
            assert_eq!(map.next().unwrap().unwrap(), Some(1));
            executor.shutdown(Wait::No, Pending::Run);
            let mut cancelled = 0;
            for outcome in map {
                match outcome {
                    Ok(connection) => assert_eq!(connection, Some(1)),
                    Err(TaskError::Cancelled) => cancelled += 1,
                    Err(other) => panic!("{other}"),
                }
            }
            assert!(cancelled >= 8 - 1 - 2, "the buffer was taken, and no more");

            let executor = connected();
            let inner = Arc::clone(&executor);
            let maps = executor.submit(move || {
                let map = inner.map(2, 0..8, |_| CONNECTION.get()).unwrap();
                inner.shutdown(Wait::No, Pending::Run);
                map.chunks(chunk).map(Result::unwrap).collect::<Vec<_>>()
            });
            assert_eq!(maps.unwrap().result().unwrap(), [Some(1); 8]);
        }
    });
}

/// A list of so many outcomes would not fit into any memory. Nobody takes it, and what it says
/// is known without it. And the chunk is as long as the input: its worker hears, too.
#[test]
fn what_nobody_takes_takes_no_memory() {
    within(60, || {
        let pool = Pool::new(1, 4).unwrap();
        let (started, has_started) = mpsc::channel();
        let endless = || iter::repeat_n((), isize::MAX as usize);
        let held = move |()| {
            let _ = started.send(());
        };
        let (first, last) = (Pool::new(1, 4).unwrap(), pool);
        let one_by_one = first.map_async(endless(), Some(1), held).unwrap();
        has_started.recv().unwrap();
        first.terminate();
        let (tell, heard) = mpsc::channel();
        let one_by_one = one_by_one.error_callback(move |error| {
            tell.send(error.to_string()).unwrap();
        });
        one_by_one.wait();
        assert_eq!(heard.recv().unwrap(), TaskError::Cancelled.to_string());
        assert!(!one_by_one.successful().unwrap());
        drop(one_by_one);
        first.join().unwrap();

        let (taking, takes) = mpsc::channel();
        let slow = endless().inspect(move |()| {
            let _ = taking.send(());
            std::thread::sleep(Duration::from_millis(1));
        });
        let at_once = last.map_async(slow, Some(usize::MAX), |()| ()).unwrap();
        takes.recv().unwrap();
        last.terminate();
        at_once.wait();
        last.join().unwrap();
    });
}

/// An input whose `next` waits for what another worker of the same pool is to do: by a channel,
/// by a wait that does not help, by ones that do.
#[test]
fn an_input_may_wait_for_the_pool_that_takes_it() {
    type Next = fn(&Pool, usize) -> usize;
    const LONG: Duration = Duration::from_secs(600);
    let nexts: [Next; 4] = [
        |pool, n| {
            let (tell, told) = mpsc::channel();
            drop(pool.apply_async(move || tell.send(n).unwrap()).unwrap());
            told.recv().unwrap()
        },
        |pool, n| {
            let result = pool.apply_async(move || n).unwrap();
            result
                .get_timeout(LONG)
                .unwrap_or_else(|_| panic!("not in time"))
                .unwrap()
        },
        |pool, n| pool.apply(move || n).unwrap().unwrap(),
        |pool, n| {
            pool.map(vec![n; 3], Some(1), |n| n)
                .unwrap()
                .pop()
                .unwrap()
                .unwrap()
        },
    ];
    for (workers, next) in [2, 4].into_iter().flat_map(|w| nexts.map(|next| (w, next))) {
        within(60, move || {
            for _ in 0..20 {
                let pool = Arc::new(Pool::new(workers, 64).unwrap());
                let inner = Arc::clone(&pool);
                let input = (0..40).map(move |n| next(&inner, n));
                let map = pool.map_async(input, Some(1), |n| n + 1).unwrap();
                assert!(map.get().into_iter().map(Result::unwrap).eq(1..41));
            }
        });
    }
}

/// The other workers went while one was at the input. They are called again: all run at once.
#[test]
fn workers_that_found_the_input_taken_come_again() {
    within(60, || {
        let pool = Pool::new(3, 8).unwrap();
        let (free, is_free) = mpsc::channel();
        let is_free = std::sync::Mutex::new(is_free);
        let all = Arc::new(std::sync::Barrier::new(3));
        // The first item takes until both others have been here, and do something else.
        let input = (0..3).inspect(move |n| {
            if *n == 0 {
                let is_free = is_free.lock().unwrap();
                is_free.iter().take(2).for_each(drop);
            }
        });
        let map = pool.map_async(input, Some(1), move |n| {
            all.wait();
            n
        });
        // Behind the guests in the queue.
        for _ in 0..2 {
            let free = free.clone();
            drop(pool.apply_async(move || free.send(()).unwrap()).unwrap());
        }
        assert!(map.unwrap().get().into_iter().map(Result::unwrap).eq(0..3));
    });
}

/// Panics as it goes, if it is one.
struct Maybe(bool);

impl Drop for Maybe {
    fn drop(&mut self) {
        assert!(!self.0, "a bomb");
    }
}

/// A map of two items. Its input has captured the one, and its function the other.
fn maybe_bombs(
    pool: &Pool,
    input: bool,
    function: bool,
) -> Result<AsyncResult<Vec<Seen>>, Refused<AsyncResult<Vec<Seen>>>> {
    let (input, function) = (Maybe(input), Maybe(function));
    let input = (0..2).inspect(move |_| {
        let _ = &input;
    });
    pool.map_async(input, Some(1), move |_| {
        let _ = &function;
    })
}

type Seen = Result<(), TaskError>;

/// What a call or a map was to run with goes with it: after it has run; or before, if it was refused
/// and is dropped, or is terminated. That harms nobody, and costs no outcome.
#[test]
fn bombs_in_what_was_to_run() {
    let all = |map: AsyncResult<Vec<Seen>>, is: fn(Seen) -> bool| {
        assert!(map.get().into_iter().map(is).eq([true; 2]));
    };
    for (input, function) in [(true, false), (false, true), (true, true)] {
        within(60, move || {
            let pool = Pool::new(1, 2).unwrap();
            all(maybe_bombs(&pool, input, function).unwrap(), |seen| {
                seen.is_ok()
            });

            let (let_go, may_go) = mpsc::channel::<()>();
            let (started, has_started) = mpsc::channel();
            let held = move || {
                started.send(()).unwrap();
                let _ = may_go.recv();
            };
            drop(pool.apply_async(held).unwrap());
            has_started.recv().unwrap();
            let map = maybe_bombs(&pool, input, function).unwrap();
            let bomb = Maybe(function);
            let call = pool.apply_async(move || drop(bomb)).unwrap();
            pool.terminate();
            let cancelled = |seen| matches!(seen, Err(TaskError::Cancelled));
            all(map, cancelled);
            assert!(cancelled(call.get()));
            drop(let_go);

            let closed = Pool::new(1, 1).unwrap();
            closed.close();
            let (task, map) = maybe_bombs(&closed, input, function)
                .err()
                .unwrap()
                .into_inner();
            drop(task);
            let lost = |seen| matches!(seen, Err(TaskError::Lost));
            all(map, lost);
            let bomb = Maybe(function);
            let refused = closed.apply_async(move || drop(bomb)).err().unwrap();
            let (task, call) = refused.into_inner();
            drop(task);
            assert!(lost(call.get()));
        });
    }
}

/// An item that is given up goes, too. Its panic is its outcome.
#[test]
fn a_bomb_among_items_that_are_given_up() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let (let_go, may_go) = mpsc::channel::<()>();
        let may_go = std::sync::Mutex::new(may_go);
        let (started, has_started) = mpsc::channel();
        let map = pool.map_async([Bomb, Bomb], Some(2), move |bomb| {
            mem::forget(bomb);
            started.send(()).unwrap();
            let _ = may_go.lock().unwrap().recv();
        });
        has_started.recv().unwrap();
        pool.terminate();
        drop(let_go);
        let outcomes = map.unwrap().get();
        assert!(matches!(
            outcomes[..],
            [Ok(()), Err(TaskError::Panicked(_))]
        ));
    });
}

/// What an initializer has captured goes with the executor, and harms nobody.
#[test]
fn an_initializer_may_be_dropped_as_it_likes() {
    within(60, || {
        let bomb = Bomb;
        let initializer = move || {
            let _ = &bomb;
            Ok(())
        };
        let builder = ThreadPoolExecutor::builder().initializer(initializer);
        let executor = builder.build().unwrap();
        drop(executor); // the last hand: no thread has started
    });
}

/// Two values, and two payloads, each of which panics as it goes. Nobody takes the list, or the
/// map is terminated; two panics at once would abort the process.
#[test]
fn bombs_in_a_list_go_one_by_one() {
    within(60, || {
        let pool = Pool::new(1, 4).unwrap();
        for value in [true, false] {
            for keep in [true, false] {
                let bombs = move |_| match value {
                    true => Bomb,
                    false => panic_any(Bomb),
                };
                let map = pool.map_async(0..3, Some(2), bombs).unwrap();
                if keep {
                    map.wait(); // so that the list is ours to drop
                }
                drop(map);
                drop(pool.apply_async(bombs_one(value)).unwrap());
            }
        }
        assert_eq!(pool.apply(|| 1).unwrap().unwrap(), 1);
        // Items that never ran, in a list that nobody takes.
        drop(
            pool.map_async([Bomb, Bomb, Bomb], Some(2), mem::forget)
                .unwrap(),
        );
        assert_eq!(pool.apply(|| 1).unwrap().unwrap(), 1);
    });
}

fn bombs_one(value: bool) -> impl FnOnce() -> Bomb {
    move || match value {
        true => Bomb,
        false => panic_any(Bomb),
    }
}

/// Says that it has more than it brings.
struct Promises(Failing<u32>, usize);

impl Iterator for Promises {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.1, Some(self.1))
    }
}

impl ExactSizeIterator for Promises {}

/// `[Err, 0, 1, 2]` was what a buffer of four made of it.
#[test]
fn an_input_fails_in_its_place() {
    within(60, || {
        let failing = || Failing::new(vec![0, 1, 2], true, true);
        let expected = [Ok(0), Ok(1), Ok(2), Err("no next".to_owned())];
        let pool = Pool::new(2, 4).unwrap();
        let executor = ThreadPoolExecutor::builder()
            .max_workers(2)
            .build()
            .unwrap();
        let in_time = executor.within(Duration::MAX);
        for chunk in 1..=4 {
            assert_eq!(
                heard(pool.imap(4, failing(), |n| n).unwrap().chunks(chunk)),
                expected
            );
            assert_eq!(
                heard(executor.map(4, failing(), |n| n).unwrap().chunks(chunk)),
                expected
            );
            assert_eq!(
                heard(in_time.map(4, failing(), |n| n).unwrap().chunks(chunk)),
                expected
            );
            // A list has its outcomes, and here the panic is one of them, if it has a place.
            let longer = Promises(failing(), 5);
            let all = pool.map(longer, Some(chunk), |n| n).unwrap();
            let said: Vec<_> = all.iter().map(|outcome| outcome.as_ref().ok()).collect();
            assert_eq!(said, [Some(&0), Some(&1), Some(&2), None, None]);
            assert!(matches!(all[3], Err(TaskError::Panicked(_))));
            assert!(matches!(all[4], Err(TaskError::Lost)));
        }
    });
}
