//! What is measured. Each function builds a pool, works it and says how long that took.

use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering::AcqRel, Ordering::Acquire, Ordering::Release};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use chapter12::rungs::{Rung, RungPool};

use super::stages::{Job, Make, Submit};

/// Opens when so many tasks have run; one thread waits for it.
struct Latch {
    left: AtomicUsize,
    waiter: Thread,
}

impl Latch {
    fn new(tasks: usize) -> Arc<Latch> {
        let left = AtomicUsize::new(tasks);
        let waiter = thread::current();
        Arc::new(Latch { left, waiter })
    }

    /// A task that does `work` and is counted.
    fn job(self: &Arc<Latch>, work: impl FnOnce() + Send + 'static) -> Job {
        let latch = Arc::clone(self);
        Box::new(move || {
            work();
            // The last one shows the waiter all that the others did: hence both orders.
            if latch.left.fetch_sub(1, AcqRel) == 1 {
                latch.waiter.unpark();
            }
        })
    }

    fn wait(&self) {
        while self.left.load(Acquire) > 0 {
            thread::park(); // unparked by the last task
        }
    }
}

/// Keeps a processor busy for about so long.
fn busy(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
}

fn nanos(start: Instant, tasks: usize) -> f64 {
    start.elapsed().as_nanos() as f64 / tasks.max(1) as f64
}

/// Nanoseconds a task, if so many producers submit so many tasks of `work` to so many workers.
pub fn tasks(make: Make, workers: usize, producers: usize, tasks: usize, work: Duration) -> f64 {
    let each = tasks.div_ceil(producers);
    let (pool, latch) = (make(workers), Latch::new(each * producers));
    let job = || match work.is_zero() {
        true => latch.job(|| ()),
        false => latch.job(move || busy(work)),
    };
    let start = Instant::now();
    match producers {
        1 => (0..each).for_each(|_| pool(job())),
        _ => thread::scope(|scope| {
            for _ in 0..producers {
                scope.spawn(|| (0..each).for_each(|_| pool(job())));
            }
        }),
    }
    latch.wait();
    nanos(start, each * producers)
}

/// Nanoseconds from a task to its result and to the next task: one at a time.
pub fn ping_pong(make: Make, workers: usize, rounds: usize) -> f64 {
    let pool = make(workers);
    let start = Instant::now();
    for _ in 0..rounds {
        let latch = Latch::new(1);
        pool(latch.job(|| ()));
        latch.wait();
    }
    nanos(start, rounds)
}

/// Nanoseconds a task in bursts of 100, each after a pause in which all workers fall asleep.
pub fn bursts(make: Make, workers: usize, bursts: usize) -> f64 {
    let pool = make(workers);
    let mut times = 0.0;
    for _ in 0..bursts {
        thread::sleep(Duration::from_millis(2));
        let latch = Latch::new(100);
        let start = Instant::now();
        (0..100).for_each(|_| pool(latch.job(|| ())));
        latch.wait();
        times += nanos(start, 100);
    }
    times / bursts.max(1) as f64
}

/// Tasks that sleep 5 ms on 64 workers: the time over that of bare threads which sleep as often.
pub fn io(make: Make, rounds: usize) -> f64 {
    let (workers, nap) = (64, Duration::from_millis(5));
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| (0..rounds).for_each(|_| thread::sleep(nap)));
        }
    });
    let bare = start.elapsed();
    let pool = make(workers);
    let run = |tasks| {
        let latch = Latch::new(tasks);
        (0..tasks).for_each(|_| pool(latch.job(move || thread::sleep(nap))));
        latch.wait();
    };
    run(workers); // all threads are there now
    let start = Instant::now();
    run(workers * rounds);
    start.elapsed().as_secs_f64() / bare.as_secs_f64()
}

/// Chapter 12's `execute_all`: nanoseconds a task, in batches of 64.
pub fn batches(workers: usize, tasks: usize) -> f64 {
    let pool = chapter12::Pool::new(workers, super::stages::CAPACITY).expect("threads");
    let count = tasks.div_ceil(64);
    let latch = Latch::new(count * 64);
    let start = Instant::now();
    for _ in 0..count {
        let batch = (0..64).map(|_| latch.job(|| ()));
        pool.execute_all(batch).expect("it is open");
    }
    latch.wait();
    nanos(start, count * 64)
}

/// To compare with: the pool of the last chapter of the Rust Book, without a limit.
pub fn the_rust_books(workers: usize) -> Submit {
    let (sender, receiver) = mpsc::channel::<Job>();
    share(receiver, workers, |job| job());
    Box::new(move |job| sender.send(job).expect("the workers are there"))
}

/// Starts `workers` that share `receiver` and `run` what it brings, until all senders are gone.
fn share<T: Send + 'static>(receiver: mpsc::Receiver<T>, workers: usize, run: fn(T)) {
    let receiver = Arc::new(Mutex::new(receiver));
    for _ in 0..workers {
        let receiver = Arc::clone(&receiver);
        thread::spawn(move || {
            loop {
                // A statement of its own: the lock is free again before it runs.
                let brought = receiver.lock().unwrap().recv();
                match brought {
                    Ok(brought) => run(brought),
                    Err(_) => return,
                }
            }
        });
    }
}

/// A rung of chapter 12's ladder.
pub fn rung<R: Rung>(workers: usize) -> Submit {
    let pool = RungPool::<R>::new(workers, super::stages::CAPACITY);
    Box::new(move |job| pool.execute(job))
}

/// The floor: to box a task, run it and free it on one thread; `locked`: by way of a queue behind
/// a lock that nobody else wants.
pub fn floor(tasks: usize, locked: bool) -> f64 {
    let latch = Latch::new(tasks);
    let queue = Mutex::new(std::collections::VecDeque::new());
    let start = Instant::now();
    for _ in 0..tasks {
        let job = black_box(latch.job(|| ()));
        if !locked {
            job();
            continue;
        }
        queue.lock().unwrap().push_back(job);
        let job = queue.lock().unwrap().pop_front();
        job.expect("it was put in just now")();
    }
    nanos(start, tasks)
}

/// The floor of a task that one thread makes and another runs: so many producers hand them over 64
/// at a time, by std's channel. What that costs is shared by the 64. The rest is the task's own way
/// from one processor to the other: its box, and the number that all count down.
pub fn handed_over(producers: usize, tasks: usize) -> f64 {
    let (sender, receiver) = mpsc::sync_channel::<Vec<Job>>(super::stages::CAPACITY / 64);
    share(receiver, 2, |jobs| jobs.into_iter().for_each(|job| job()));
    let batches = tasks.div_ceil(64 * producers);
    let tasks = batches * 64 * producers;
    let latch = Latch::new(tasks);
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..producers {
            scope.spawn(|| {
                for _ in 0..batches {
                    let jobs = (0..64).map(|_| latch.job(|| ())).collect();
                    sender.send(jobs).expect("the workers are there");
                }
            });
        }
    });
    latch.wait();
    nanos(start, tasks)
}

/// The floor of a ping-pong: two threads that wake each other, and nothing else.
pub fn parked(rounds: usize) -> f64 {
    let turn = Arc::new(AtomicUsize::new(0));
    let main = thread::current();
    let wait_for = |turn: &AtomicUsize, mine: usize| {
        while turn.load(Acquire) != mine {
            thread::park(); // unparked by the other one, after the store
        }
    };
    let other = {
        let turn = Arc::clone(&turn);
        thread::spawn(move || {
            for round in 0..rounds {
                wait_for(&turn, 2 * round + 1);
                turn.store(2 * round + 2, Release);
                main.unpark();
            }
        })
    };
    let start = Instant::now();
    for round in 0..rounds {
        turn.store(2 * round + 1, Release);
        other.thread().unpark();
        wait_for(&turn, 2 * round + 2);
    }
    let time = nanos(start, rounds);
    other.join().expect("it does not panic");
    time
}
