// Rejected by: step 3 step_3_who_has_waited_for_an_interval_asks
//! The interval begins anew with each look, and the first look is when it has passed. So nobody ever
//! asks, and who computes never gives way.
//!
//! A lock like Python's: whoever runs Python code holds it, and is asked to hand it over.
//!
//! | state of the GIL             | who moves it, by             | and then notifies            |
//! |------------------------------|------------------------------|------------------------------|
//! | free: `holder` is `None`     | whoever comes first, `take`  | who gave way, at `taken`     |
//! | held: `Some(_)`              | its holder, `give_up`        | one who wants it, at `free`  |
//! | held, and `asking` is not 0  | its holder, `give_way`       | one who wants it, at `free`  |
//!
//! All of it is behind one mutex, and `taken` counts how often the GIL was taken. Who wants it:
//!
//! | state of the thread          | until                        | and then                     |
//! |------------------------------|------------------------------|------------------------------|
//! | patient, with a deadline     | the GIL is free              | has it                       |
//! |                              | another has taken it         | patient, with a new deadline |
//! |                              | the deadline has passed      | asking                       |
//! | asking, for good             | the GIL is free              | has it                       |
//!
//! Why nobody waits for ever. At `free`: every holder notifies when it gives the GIL up, and one
//! that computes without end is asked after an interval, and finds that in `checkpoint`. At
//! `taken`: who gives way waits for a thread that is there, since who asks stays until it has had
//! its turn. No wake-up is lost, since who waits looks and falls asleep in one step of the mutex.

use std::marker::PhantomData;

use super::deadline::{after, wait_until};
use super::on_drop::OnDrop;
use super::sync::atomic::{AtomicBool, Ordering::Relaxed};
use super::sync::{Condvar, Mutex};
use super::thread::{self, ThreadId};
use super::time::Duration;

/// The global interpreter lock.
pub struct Gil {
    /// Protects who holds the GIL. Held for a few lines at a time, never while Python runs.
    state: Mutex<State>,
    /// Notified by who gives the GIL up. Those who want it wait here.
    free: Condvar,
    /// Notified by who takes it. A holder that was asked to give way waits here.
    taken: Condvar,
    /// Is `asking` more than 0? Changed under the lock, and looked at without.
    asked: AtomicBool,
    interval: Duration,
}

#[derive(Default)]
struct State {
    holder: Option<ThreadId>,
    /// How often it was taken.
    taken: usize,
    /// How many threads want it.
    waiting: usize,
    /// How many of them have waited for an interval in vain.
    asking: usize,
}

/// Proof that this thread holds the GIL. Only with it can one run Python code, or give the
/// GIL up. It cannot go to another thread, nor into [`allow_threads`](Python::allow_threads):
///
/// ```compile_fail
/// chapter9::Gil::default().with(|py| py.allow_threads(|| py.checkpoint()));
/// ```
///
/// ```compile_fail
/// chapter9::Gil::default().with(|py| std::thread::scope(|s| s.spawn(|| py.checkpoint())));
/// ```
pub struct Python<'gil> {
    gil: &'gil Gil,
    /// A pointer, so that the compiler keeps it on its thread.
    here: PhantomData<*const ()>,
}

impl Default for Gil {
    /// With CPython's switch interval, 5 ms. Python: `sys.getswitchinterval()`.
    fn default() -> Gil {
        Gil::new(Duration::from_millis(5))
    }
}

impl Gil {
    /// A free GIL. Who wants it waits for `interval` before it asks the holder to give way.
    /// Python: `sys.setswitchinterval`.
    pub fn new(interval: Duration) -> Gil {
        Gil {
            state: Mutex::default(),
            free: Condvar::new(),
            taken: Condvar::new(),
            asked: AtomicBool::new(false),
            interval,
        }
    }

    /// Waits for the GIL, runs `work` with it, and gives it up, also if `work` panics.
    /// C: `PyGILState_Ensure` and `PyGILState_Release`.
    ///
    /// # Panics
    ///
    /// On a thread that holds the GIL already: it would wait for itself. It has a
    /// [`Python`] somewhere, and can pass it on. (CPython counts instead.) Inside
    /// [`allow_threads`](Python::allow_threads) the thread does not hold it.
    pub fn with<R>(&self, work: impl FnOnce(&mut Python<'_>) -> R) -> R {
        self.take();
        let _give_up = OnDrop(|| self.give_up());
        work(&mut Python {
            gil: self,
            here: PhantomData,
        })
    }

    /// How many threads wait for it now.
    pub fn waiting(&self) -> usize {
        self.state.lock().unwrap().waiting
    }

    // ANCHOR: take
    fn take(&self) {
        let me = thread::current().id();
        let mut state = self.state.lock().unwrap();
        if state.holder == Some(me) {
            drop(state); // so that the panic leaves the lock sound
            panic!("this thread holds the GIL already");
        }
        state.waiting += 1;
        let mut asking = false; // patient, to begin with
        let (mut seen, mut deadline) = (state.taken, after(self.interval));
        while state.holder.is_some() {
            if !asking {
                // Another was faster, and its interval is only beginning.
                (seen, deadline) = (state.taken, after(self.interval));
            }
            // Notified when the GIL is given up. Whatever woke us, look at the state again.
            if let Some(guard) = wait_until(&self.free, state, deadline) {
                state = guard;
                continue;
            }
            // The deadline has passed. But the mutex was free for a moment: is it the same turn?
            state = self.state.lock().unwrap();
            if state.holder.is_some() && state.taken == seen {
                (asking, deadline) = (true, None); // from now on only the holder can help
                state.asking += 1;
                self.asked.store(true, Relaxed); // see `checkpoint`
            }
        }
        state.holder = Some(me);
        state.taken += 1;
        state.waiting -= 1;
        state.asking -= usize::from(asking);
        self.asked.store(state.asking > 0, Relaxed); // as above
        drop(state);
        // For the thread that gave way. There is one at most that has not been told: it had the
        // GIL to give, and as it took that, it told the one before.
        self.taken.notify_one();
    }
    // ANCHOR_END: take

    fn give_up(&self) {
        self.state.lock().unwrap().holder = None;
        self.free.notify_one(); // one can have it
    }

    // ANCHOR: give_way
    /// Gives the GIL up and waits until another thread has taken it.
    fn give_way(&self) {
        let mut state = self.state.lock().unwrap();
        state.holder = None;
        let seen = state.taken;
        self.free.notify_one();
        // Notified as it is taken. The thread that asked is there, and stays until it has it.
        while state.taken == seen {
            state = self.taken.wait(state).unwrap();
        }
    }
    // ANCHOR_END: give_way
}

// ANCHOR: python
impl Python<'_> {
    /// Between two steps of a Python program: if another thread has asked for the GIL, it
    /// has it now, and this waits to get it back. Did it?
    ///
    /// CPython does this between two bytecodes, here and there. It cannot do it in the
    /// middle of a call into C.
    pub fn checkpoint(&mut self) -> bool {
        // Relaxed: a hint. Seen one step later, it is obeyed one step later; and what the
        // threads tell each other goes through the mutex. `true` is never out of date: only
        // the thread that takes the GIL can clear it, and this one has it.
        let asked = self.gil.asked.load(Relaxed);
        if asked {
            self.gil.give_way();
            self.gil.take();
        }
        asked
    }

    /// Runs `work` without the GIL, so that others can have it, and takes it back, also if
    /// `work` panics. C: `Py_BEGIN_ALLOW_THREADS` and `Py_END_ALLOW_THREADS`.
    pub fn allow_threads<R>(&mut self, work: impl FnOnce() -> R) -> R {
        self.gil.give_up();
        let _take_back = OnDrop(|| self.gil.take());
        work()
    }
}
// ANCHOR_END: python
