// Rejected by: step 1 step_1_many_tokens_are_as_good_as_one
//! Counts the tokens, and takes one at a time. Woken three times before it looks, it polls three times.
//!
//! The smallest executor: one future, and the calling thread.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Wake, Waker};

use super::StdArc;
use super::sync::{Condvar, Mutex};

/// Runs `future` on this thread, which sleeps while there is nothing to do.
/// Python: `asyncio.run`.
///
/// On a worker of a pool it holds that worker, as any wait does. What it awaits may be
/// pending behind it, and if every worker waits so, that is a deadlock. Inside a task wait
/// with [`result`](super::Future::result), or call [`help`](super::Future::help) first.
///
/// ```
/// let pool = chapter8::Pool::new(1, 1)?;
/// let six = chapter8::block_on(async {
///     let two = pool.submit_async(|| 2).await?;
///     let three = pool.submit_async(|| 3).await?;
///     Ok::<_, Box<dyn std::error::Error>>(two.await? * three.await?)
/// })?;
/// assert_eq!(six, 6);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
// ANCHOR: block_on
pub fn block_on<F: Future>(future: F) -> F::Output {
    // On this stack, and it does not move from here: a future may point into itself.
    let mut future = pin!(future);
    let parker = StdArc::new(Parker::new());
    let waker = Waker::from(StdArc::clone(&parker));
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            // Until the waker is woken. Woken since the poll, the token is there already.
            Poll::Pending => parker.park(),
        }
    }
}
// ANCHOR_END: block_on

/// A thread's bed. What `std::thread::park` and `unpark` are, written out.
///
/// Not those themselves, because a thread has only one token: code that parks inside a
/// poll would take the wake-up that was meant for us. This token is our own.
///
/// | token | `park`                    | `unpark`         |
/// |-------|---------------------------|------------------|
/// | no    | sleeps until there is one | leaves it, wakes |
/// | yes   | takes it, returns at once | changes nothing  |
///
/// So it does not matter which of the two comes first, and many wake-ups are as good as one:
/// a thread that wakes up looks at everything.
pub struct Parker {
    /// Protects the token. `park` sleeps with the look at it and the falling asleep in one
    /// step, so no `unpark` comes in between.
    token: Mutex<usize>,
    /// "There is a token." `park` waits here; `unpark` notifies.
    left: Condvar,
}

impl Parker {
    /// No token.
    pub fn new() -> Parker {
        Parker {
            token: Mutex::new(0),
            left: Condvar::new(),
        }
    }

    // ANCHOR: parker
    /// Sleeps until there is a token, and takes it. For one thread: the notify is for one.
    pub fn park(&self) {
        let mut token = self.token.lock().unwrap();
        // `while`: a condvar may wake for nothing. Without a token that is no wake-up.
        while *token == 0 {
            token = self.left.wait(token).unwrap(); // notified by `unpark`
        }
        *token -= 1;
    }

    /// Leaves a token. Never waits, and runs nothing.
    pub fn unpark(&self) {
        // The token first and the notify second, so that the thread that wakes finds it.
        *self.token.lock().unwrap() += 1;
        self.left.notify_one();
    }
    // ANCHOR_END: parker
}

impl Default for Parker {
    fn default() -> Self {
        Parker::new()
    }
}

impl Wake for Parker {
    fn wake(self: StdArc<Self>) {
        self.unpark();
    }

    fn wake_by_ref(self: &StdArc<Self>) {
        self.unpark();
    }
}
