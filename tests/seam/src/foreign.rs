//! A waker that is foreign code. What it does when it is cloned, woken or dropped is for the test
//! to say. (One that is made from an `Arc` has no say in its clones.)

use std::collections::BTreeMap;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{RawWaker, RawWakerVTable, Waker};

/// What happens to a waker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It is about to be cloned.
    Clone,
    /// It is woken. `wake` drops it, too.
    Wake,
    /// It has been dropped.
    Drop,
}

type Hook = Arc<dyn Fn(Event) + Send + Sync>;

/// Protects what each waker calls, by its number. Not held while that is called.
static HOOKS: Mutex<BTreeMap<usize, Hook>> = Mutex::new(BTreeMap::new());
static NUMBERS: AtomicUsize = AtomicUsize::new(1);

/// As long as it is there, its waker and all clones of it call its function.
pub struct Foreign(usize);

impl Foreign {
    /// Calls `hook` with each event of its wakers. What `hook` holds is dropped with this.
    pub fn new(hook: impl Fn(Event) + Send + Sync + 'static) -> Foreign {
        let number = NUMBERS.fetch_add(1, Relaxed);
        hooks().insert(number, Arc::new(hook));
        Foreign(number)
    }

    /// A waker that does so.
    #[allow(unsafe_code, reason = "only so can a test say what a clone does")]
    pub fn waker(&self) -> Waker {
        let number = ptr::without_provenance(self.0);
        // SAFETY: the functions of the table keep the contract of `RawWaker`: the pointer is a
        // number, which they never follow, so it needs neither to be counted nor to be freed,
        // and what they call is behind a lock, from any thread.
        unsafe { Waker::new(number, &TABLE) }
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        let hook = hooks().remove(&self.0);
        drop(hook); // after the lock: it is the test's
    }
}

static TABLE: RawWakerVTable = RawWakerVTable::new(
    |number| {
        call(number, Event::Clone);
        RawWaker::new(number, &TABLE)
    },
    |number| {
        call(number, Event::Wake);
        call(number, Event::Drop);
    },
    |number| call(number, Event::Wake),
    |number| call(number, Event::Drop),
);

fn call(number: *const (), event: Event) {
    let hook = hooks().get(&number.addr()).cloned();
    if let Some(hook) = hook {
        hook(event);
    }
}

/// A hook may panic, and does so without the lock: what is behind it is sound.
fn hooks() -> MutexGuard<'static, BTreeMap<usize, Hook>> {
    HOOKS.lock().unwrap_or_else(PoisonError::into_inner)
}
