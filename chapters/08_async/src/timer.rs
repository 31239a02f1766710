//! Sleeping without a thread: one task of the pool sleeps for all.
//!
//! A task that sleeps occupies a worker, so a pool of four could sleep for four at a time.
//! Here the sleepers leave a waker and a deadline in a list, and one task, for as long as
//! the [`Timer`] lives, waits for the earliest deadline, wakes those who are due, and waits for
//! the next. It costs one worker, however many sleep, if need be that of a pool to itself.
//!
//! | a sleeper is | on the list | what brings it there                                        |
//! |--------------|-------------|-------------------------------------------------------------|
//! | new          | no          | `sleep`                                                     |
//! | asleep       | yes         | its own poll, before its deadline                           |
//! | woken        | no          | the timer's task, when it is due; or the end of the timer   |
//! | gone         | no          | its own poll: the time is up, or the timer is; or its drop  |
//!
//! Why nobody sleeps for ever. The list, the flag and the look at the clock before the task's
//! own sleep are under one lock. A sleeper that comes to the list before that look is in the
//! deadline that the task waits for. One that comes after it, and is earlier than all others,
//! notifies the task, which looks again. Later ones need not: the task wakes before their time.
//! And a timer that ends wakes all, and none comes to the list after it.

use std::collections::BTreeMap;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use super::deadline::{self, wait_until};
use super::error::{TaskError, TrySendError};
use super::panics;
use super::pool::Pool;
use super::sync::{Arc, Condvar, Mutex, MutexGuard};
use super::task::Task;
use super::time::{Duration, Instant};

/// Wakes those who sleep. Python: the event loop's own list of timers.
///
/// Dropping it ends its task, and those who still sleep get [`TaskError::Lost`]. Until then
/// its pool has a running task, so drop it before the pool: `shutdown` waits for it.
pub struct Timer(Arc<Shared>);

/// The task's hand. Dropped, it ends the timer.
struct Clockwork(Arc<Shared>);

struct Shared {
    /// Protects the list and the flag together: those who are on the list will be woken.
    state: Mutex<State>,
    /// "Look again: somebody is earlier, or it is over." The timer's task waits here; `Sleep`
    /// and `stop` notify.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// By deadline, the earliest first, and then by number, since deadlines may be equal.
    sleeping: BTreeMap<(Instant, u64), Waker>,
    next_number: u64,
    stopped: bool,
}

impl Timer {
    /// Starts the timer's task on `pool`.
    ///
    /// # Errors
    ///
    /// As [`Pool::execute`]: the pool is closed, or this is one of its tasks and it is full.
    pub fn start(pool: &Pool) -> Result<Timer, TrySendError<Task>> {
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        // Moved into the task: if the task never runs, since it is refused or cancelled, its
        // drop says that the timer is over, and nobody sleeps on.
        let clockwork = Clockwork(Arc::clone(&shared));
        pool.execute(move || clockwork.0.run())?;
        Ok(Timer(shared))
    }

    /// A future that is ready `time` from now. Python: `asyncio.sleep`.
    ///
    /// Its output is an error only if the timer goes first. Dropped, it is off the list.
    pub fn sleep(&self, time: Duration) -> Sleep {
        let mut state = self.0.lock();
        state.next_number += 1;
        let deadline = deadline::after(time).or_else(|| deadline::after(FAR));
        Sleep {
            shared: Arc::clone(&self.0),
            deadline: deadline.expect("the clock can count so far"),
            number: state.next_number,
        }
    }
}

/// What a time means that the clock cannot count: thirty years and more.
const FAR: Duration = Duration::from_secs(1_000_000_000);

impl Shared {
    // ANCHOR: run
    /// The timer's task.
    fn run(&self) {
        let mut state = self.lock();
        while !state.stopped {
            let earliest = state.sleeping.first_key_value();
            let deadline = earliest.map(|((deadline, _), _)| *deadline);
            // Notified by `Sleep::poll`, if it is earlier than all others, and by `stop`.
            state = match wait_until(&self.changed, state, deadline) {
                Some(again) => again,
                // The earliest is due. Wakers run without the lock, so the list may have changed
                // when we hold it again: look again, from the start.
                None => {
                    self.wake_due();
                    self.lock()
                }
            };
        }
    }

    fn wake_due(&self) {
        let mut state = self.lock();
        // All numbers at this instant are due, too, hence the largest.
        let later = state.sleeping.split_off(&(Instant::now(), u64::MAX));
        let due = mem::replace(&mut state.sleeping, later);
        drop(state);
        wake_all(due);
    }
    // ANCHOR_END: run

    fn stop(&self) {
        let mut state = self.lock();
        // In one step with the taking: a poll that comes later sees the flag, and stays away.
        state.stopped = true;
        let all = mem::take(&mut state.sleeping);
        drop(state);
        self.changed.notify_one(); // the timer's task; nobody else ever waits there
        wake_all(all);
    }

    /// Never poisoned: no foreign code, no waker's, runs under it.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

fn wake_all(sleepers: BTreeMap<(Instant, u64), Waker>) {
    for waker in sleepers.into_values() {
        // Foreign code, on behalf of one sleeper: its panic must not reach the others.
        panics::contain(|| waker.wake());
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Drop for Clockwork {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// See [`Timer::sleep`].
#[must_use = "it sleeps only while it is awaited"]
pub struct Sleep {
    shared: Arc<Shared>,
    deadline: Instant,
    number: u64,
}

impl Future for Sleep {
    type Output = Result<(), TaskError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let waker = cx.waker().clone(); // before the lock: it is foreign code
        let mut state = self.shared.lock();
        if deadline::left(self.deadline).is_zero() {
            return Poll::Ready(Ok(()));
        }
        if state.stopped {
            return Poll::Ready(Err(TaskError::Lost));
        }
        // A later poll finds its own entry, and changes the waker in it.
        let key = (self.deadline, self.number);
        let old = state.sleeping.insert(key, waker);
        let earliest = state.sleeping.first_key_value();
        let is_earliest = earliest.is_some_and(|(first, _)| *first == key);
        drop(state);
        panics::contain(|| drop(old)); // after the lock: it is foreign code
        if is_earliest {
            self.shared.changed.notify_one(); // the timer's task would sleep for too long
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let key = (self.deadline, self.number);
        let waker = self.shared.lock().sleeping.remove(&key);
        panics::contain(|| drop(waker)); // after the lock
    }
}
