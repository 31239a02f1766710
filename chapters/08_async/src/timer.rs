//! Sleeping without a thread: one task of the pool sleeps for all.
//!
//! A task that sleeps occupies a worker, so a pool of four could sleep for four at a time.
//! Here the sleepers leave a waker and a deadline in a list, and one task, for as long as
//! the [`Timer`] lives, waits for the earliest deadline, wakes who is due, and waits for the
//! next. It costs one worker, however many sleep; if that is too much, give the timer a pool
//! of one worker to itself.

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

/// Wakes whoever sleeps. Python: the event loop's own list of timers.
///
/// Dropping it ends its task, and those who still sleep get [`TaskError::Lost`]. Until then
/// its pool has a running task, so drop it before the pool: `shutdown` waits for it.
pub struct Timer(Arc<Shared>);

/// The task's hand. Dropped, also if the task was refused or cancelled, nobody sleeps on.
struct Clockwork(Arc<Shared>);

struct Shared {
    /// Protects the list and the flag together: whoever is on the list will be woken.
    state: Mutex<State>,
    /// "Look again: somebody is earlier, or it is over." The timer's task waits here; `Sleep`
    /// and `stop` notify.
    changed: Condvar,
}

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
            state: Mutex::new(State {
                sleeping: BTreeMap::new(),
                next_number: 0,
                stopped: false,
            }),
            changed: Condvar::new(),
        });
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

/// What a time means that the clock cannot count: thirty years.
const FAR: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

impl Shared {
    /// The timer's task.
    fn run(&self) {
        let mut state = self.lock();
        while !state.stopped {
            let earliest = state.sleeping.first_key_value();
            let deadline = earliest.map(|((deadline, _), _)| *deadline);
            // Notified by `Sleep::poll`, if it is earlier than all others, and by `stop`.
            state = match wait_until(&self.changed, state, deadline) {
                Some(again) => again,
                None => {
                    self.wake_due();
                    self.lock()
                }
            };
        }
    }

    fn wake_due(&self) {
        let mut state = self.lock();
        let later = state.sleeping.split_off(&(Instant::now(), u64::MAX));
        let due = mem::replace(&mut state.sleeping, later);
        drop(state);
        due.into_values().for_each(wake);
    }

    fn stop(&self) {
        let mut state = self.lock();
        state.stopped = true;
        let all = mem::take(&mut state.sleeping);
        drop(state);
        self.changed.notify_one(); // nobody else ever waits there
        all.into_values().for_each(wake);
    }

    /// Never poisoned: no foreign code, no waker's, runs under it.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

/// Foreign code, on behalf of one sleeper: its panic must not reach the others.
fn wake(waker: Waker) {
    panics::contain(|| waker.wake());
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
        let key = (self.deadline, self.number);
        let old = state.sleeping.insert(key, waker);
        let earliest = state.sleeping.first_key_value();
        let is_earliest = earliest.is_some_and(|(first, _)| *first == key);
        drop(state);
        drop(old);
        if is_earliest {
            self.shared.changed.notify_one();
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let key = (self.deadline, self.number);
        let waker = self.shared.lock().sleeping.remove(&key);
        drop(waker); // after the lock
    }
}
