//! One round of tasks: submit them all, wait for the last. And what to do with the times.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use crate::stages::{Call, Submit};

/// Counts tasks down and wakes the thread that waits for the last.
///
/// A `Mutex` and a `Condvar` would do it too, but all tasks pass here, and what we want
/// to time is the queue of the pool, not a lock of ours.
pub struct Latch {
    left: AtomicUsize,
    /// Who made the latch, and alone may wait for it.
    waiter: Thread,
}

impl Latch {
    /// For so many tasks. The calling thread is the one that waits.
    pub fn new(tasks: usize) -> Arc<Latch> {
        Arc::new(Latch {
            left: AtomicUsize::new(tasks),
            waiter: thread::current(),
        })
    }

    /// One task has ended.
    pub fn count_down(&self) {
        if self.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.waiter.unpark();
        }
    }

    /// Waits until every task has ended.
    pub fn wait(&self) {
        while self.left.load(Ordering::SeqCst) > 0 {
            // Notified by the last `count_down`. If that comes first, `park` returns at
            // once; and it may return for no reason, hence the loop.
            thread::park();
        }
    }
}

/// Submits `tasks` tasks that do `work`, and waits until the last has ended. After each
/// submission it calls `submitted` with the number of the task.
pub fn round(
    submit: &Submit,
    tasks: usize,
    work: impl Fn(usize) + Send + Sync + 'static,
    mut submitted: impl FnMut(usize),
) {
    let latch = Latch::new(tasks);
    let ended = Arc::clone(&latch);
    let call: Call = Arc::new(move |n| {
        work(n);
        ended.count_down();
    });
    for n in 0..tasks {
        submit(n, Arc::clone(&call));
        submitted(n);
    }
    latch.wait();
}

/// How long `work` takes.
pub fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The one in the middle: neither the luckiest round nor the unluckiest.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The threads that a stage adds to those that were there before it.
pub struct ThreadCount {
    /// `None`: the system does not say.
    before: Option<usize>,
    most: usize,
}

impl ThreadCount {
    /// Before the stage is built. Chapter 2's workers never end, so "before" may be many.
    pub fn start() -> ThreadCount {
        // A thread that was joined just now may be counted for a moment longer. So look
        // several times and believe the least.
        let looks = (0..10).filter_map(|_| {
            thread::sleep(Duration::from_millis(1));
            chapter1::threads::alive()
        });
        ThreadCount {
            before: looks.min(),
            most: 0,
        }
    }

    /// Looks how many there are now.
    pub fn look(&mut self) {
        if let (Some(before), Some(now)) = (self.before, chapter1::threads::alive()) {
            self.most = self.most.max(now.saturating_sub(before));
        }
    }

    /// The most that any look saw.
    pub fn most(&self) -> Option<usize> {
        self.before.map(|_| self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::STAGES;
    use std::sync::Mutex;

    #[test]
    fn every_stage_runs_each_task_once_before_the_round_ends() {
        for stage in STAGES {
            let submit = (stage.build)(3).unwrap();
            let ran = Arc::new(Mutex::new(vec![0; 200]));
            let in_tasks = Arc::clone(&ran);
            round(
                &submit,
                200,
                move |n| in_tasks.lock().unwrap()[n] += 1,
                |_| (),
            );
            assert_eq!(*ran.lock().unwrap(), [1; 200], "{}", stage.name);
        }
    }

    #[test]
    fn the_median_is_the_middle_one() {
        let times = [9, 1, 5].map(Duration::from_millis);
        assert_eq!(median(times.to_vec()), times[2]);
    }
}
