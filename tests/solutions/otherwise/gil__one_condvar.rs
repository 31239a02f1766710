// One condvar for both who want it and who gave way: so all have to be woken.
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
use super::sync::atomic::{AtomicBool, Ordering::SeqCst};
use super::sync::{Condvar, Mutex};
use super::thread::{self, ThreadId};
use super::time::Duration;

/// The global interpreter lock.
pub struct Gil {
    /// Protects who holds the GIL. Held for a few lines at a time, never while Python runs.
    state: Mutex<State>,
    /// Whatever has changed, all hear of it.
    changed: Condvar,
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
            changed: Condvar::new(),
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
        let _at_the_end = OnDrop(|| self.give_up());
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
            drop(state);
            panic!("this thread holds the GIL already");
        }
        state.waiting += 1;
        let mut asking = false;
        let mut seen = state.taken;
        let mut deadline = after(self.interval);
        while state.holder.is_some() {
            if state.taken != seen {
                seen = state.taken;
                deadline = after(self.interval);
            }
            let until = if asking { None } else { deadline };
            match wait_until(&self.changed, state, until) {
                Some(guard) => state = guard,
                None => {
                    state = self.state.lock().unwrap();
                    if state.holder.is_some() && state.taken == seen {
                        asking = true;
                        state.asking += 1;
                        self.asked.store(true, SeqCst);
                    }
                }
            }
        }
        state.waiting -= 1;
        state.asking -= usize::from(asking);
        self.asked.store(state.asking != 0, SeqCst);
        state.holder = Some(me);
        state.taken += 1;
        self.changed.notify_all();
    }
    // ANCHOR_END: take

    fn give_up(&self) {
        let mut state = self.state.lock().unwrap();
        state.holder = None;
        self.changed.notify_all();
    }

    // ANCHOR: give_way
    /// Gives the GIL up and waits until another thread has taken it.
    fn give_way(&self) {
        let mut state = self.state.lock().unwrap();
        let mine = state.taken;
        state.holder = None;
        self.changed.notify_all();
        while state.taken == mine {
            state = self.changed.wait(state).unwrap();
        }
        drop(state);
        self.take();
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
        let asked = self.gil.asked.load(SeqCst);
        if asked {
            self.gil.give_way();
        }
        asked
    }

    /// Runs `work` without the GIL, so that others can have it, and takes it back, also if
    /// `work` panics. C: `Py_BEGIN_ALLOW_THREADS` and `Py_END_ALLOW_THREADS`.
    pub fn allow_threads<R>(&mut self, work: impl FnOnce() -> R) -> R {
        self.gil.give_up();
        let _back = OnDrop(|| self.gil.take());
        work()
    }
}
// ANCHOR_END: python
