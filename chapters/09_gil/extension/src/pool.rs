//! The pool of chapter 7 for Python: `Pool(workers, capacity)`.
//!
//! Its workers are threads that Python did not start. They hold the GIL while they run a
//! callable, and wait for the next one without it.

use std::cell::OnceCell;
use std::collections::VecDeque;
use std::ffi::{c_int, c_void};
use std::sync::{Arc, Mutex, OnceLock, Weak, mpsc};
use std::time::Duration;

use chapter7::error::{BuildError, TrySendError};
use chapter7::{Future, Pending};

use crate::api::*;
use crate::object::{Exception, Object, Raised, allow_threads, attached, raise};

/// What a callable gave.
type Outcome = Arc<OnceLock<Result<Object, Exception>>>;

/// Every pool that is alive, to be shut down at the interpreter's end: a thread that takes
/// the GIL after that is ended by CPython in the middle of whatever it does (up to 3.13), or
/// sleeps for ever, and Rust's frames on it are never unwound.
static POOLS: Mutex<Vec<Weak<chapter7::Pool>>> = Mutex::new(Vec::new());

/// Python's `Pool`.
pub struct Pool {
    pool: Arc<chapter7::Pool>,
    /// How many submissions `map` is ahead.
    ahead: usize,
}

impl Pool {
    pub fn new(workers: u32, capacity: u32) -> Result<Pool, Raised> {
        let (workers, capacity) = (workers as usize, capacity as usize);
        // Without the GIL: to start threads takes a while.
        let pool = allow_threads(|| chapter7::Pool::new(workers, capacity));
        let pool = Arc::new(pool.map_err(|error: BuildError| {
            // SAFETY: Python sets it before it loads us, here and below.
            raise(unsafe { PyExc_RuntimeError }, &error.to_string())
        })?);
        let mut pools = POOLS.lock().expect("nothing panics while it is held");
        pools.retain(|pool| pool.strong_count() > 0);
        pools.push(Arc::downgrade(&pool));
        let ahead = workers + capacity;
        Ok(Pool { pool, ahead })
    }

    /// Submits, and waits for room without the GIL.
    pub fn submit(&self, callable: Object, arguments: Object) -> Result<PyFuture, Raised> {
        let outcome = Outcome::default();
        let task = {
            let outcome = Arc::clone(&outcome);
            move || {
                stay_attached();
                attached(|| {
                    let result = callable.call(&arguments);
                    let result = result.map_err(|Raised| Exception::take());
                    // Before anybody sees the result, and with the GIL.
                    drop((callable, arguments));
                    let _ = outcome.set(result); // nobody else sets it
                });
            }
        };
        let future = match self.pool.try_submit(task) {
            Ok(future) => future,
            Err(TrySendError::Full((task, first))) => {
                match allow_threads(|| self.pool.submit(task)) {
                    // This one stands for the other: to cancel it cancels that.
                    Ok(future) => future,
                    Err(TrySendError::Full((task, _))) => {
                        // In a task of this very pool, which must not wait for room: it helps.
                        allow_threads(task);
                        first
                    }
                    Err(TrySendError::Closed(_)) => return Err(closed()),
                }
            }
            Err(TrySendError::Closed(_)) => return Err(closed()),
        };
        Ok(PyFuture { future, outcome })
    }

    /// The results in the order of the inputs, as a list. Takes inputs as there is room.
    pub fn map(&self, callable: &Object, iterable: *mut PyObject) -> Result<Object, Raised> {
        // SAFETY: any object; it refuses what cannot be iterated.
        let inputs = Object::new(unsafe { PyObject_GetIter(iterable) })?;
        // SAFETY: an empty list.
        let results = Object::new(unsafe { PyList_New(0) })?;
        let mut pending = VecDeque::new();
        let outcome = (|| {
            loop {
                // SAFETY: an iterator. Null is the end, or an exception.
                let input = Object::new(unsafe { PyIter_Next(inputs.pointer()) });
                let at_end = input.is_err();
                if let Ok(input) = input {
                    let callable = Object::share(callable.pointer());
                    pending.push_back(self.submit(callable, tuple_of(input)?)?);
                // SAFETY: it may always be asked.
                } else if !unsafe { PyErr_Occurred() }.is_null() {
                    return Err(Raised);
                }
                while at_end || pending.len() > self.ahead {
                    let Some(first) = pending.pop_front() else {
                        return Ok(());
                    };
                    let result: Object = first.result(None)?;
                    // SAFETY: our own list, and an object.
                    if unsafe { PyList_Append(results.pointer(), result.pointer()) } != 0 {
                        return Err(Raised);
                    }
                }
            }
        })();
        if outcome.is_err() {
            // The exception stays set meanwhile: no Python runs here.
            let raised = Exception::take();
            for future in pending {
                future.cancel();
            }
            return Err(raised.raise());
        }
        Ok(results)
    }

    /// Runs what was accepted, and waits for it.
    pub fn shutdown(&self) {
        allow_threads(|| self.pool.shutdown(Pending::Run));
    }
}

impl Drop for Pool {
    /// As `shutdown`. Tasks need the GIL to end, so it is not held meanwhile.
    fn drop(&mut self) {
        self.shutdown();
    }
}

/// Python's `Future`.
pub struct PyFuture {
    future: Future<()>,
    outcome: Outcome,
}

impl PyFuture {
    /// Waits without the GIL; then what the callable returned, or its exception.
    pub fn result(&self, timeout: Option<Duration>) -> Result<Object, Raised> {
        if !self.future.done() && !allow_threads(|| self.wait(timeout)) {
            // SAFETY: as above.
            return Err(raise(unsafe { PyExc_TimeoutError }, "it is not done"));
        }
        match self.outcome.get() {
            Some(Ok(object)) => Ok(Object::share(object.pointer())),
            Some(Err(exception)) => Err(exception.raise()),
            None => Err(cancelled()),
        }
    }

    /// Is it done in time?
    fn wait(&self, timeout: Option<Duration>) -> bool {
        self.future.help(); // a task that waits for a pending task runs it
        let Some(timeout) = timeout else {
            self.future.error(); // waits, and leaves the outcome where it is
            return true;
        };
        let (done, is_done) = mpsc::sync_channel(1);
        self.future.when_done(move || {
            let _ = done.try_send(()); // refused if nobody waits any more
        });
        // Notified by whoever settles the future.
        is_done.recv_timeout(timeout).is_ok()
    }

    pub fn done(&self) -> bool {
        self.future.done()
    }

    /// Did this call cancel it?
    pub fn cancel(&self) -> bool {
        self.future.cancel()
    }
}

/// Shuts every pool down. Python calls it before it ends.
pub fn at_exit() {
    let pools = std::mem::take(&mut *POOLS.lock().expect("nothing panics while it is held"));
    allow_threads(|| {
        for pool in pools.iter().filter_map(Weak::upgrade) {
            pool.shutdown(Pending::Run);
        }
    });
}

/// Python keeps a state for each thread. To make it takes longer than a small task; so a
/// worker makes it with its first task and keeps it to its end.
fn stay_attached() {
    thread_local! {
        static STATE: OnceCell<Attached> = const { OnceCell::new() };
    }
    // SAFETY: it may always be asked. A thread of Python's own (one that helps) has a state
    // already, and Python takes it away in the end.
    if unsafe { PyGILState_GetThisThreadState() }.is_null() {
        STATE.with(|state| {
            state.get_or_init(Attached::new);
        });
    }
}

/// This thread's state, and what is needed to give it back.
struct Attached {
    state: c_int,
    saved: *mut c_void,
}

impl Attached {
    fn new() -> Attached {
        // SAFETY: any thread may, while there is an interpreter; and then it has the GIL, to
        // give up.
        unsafe {
            let state = PyGILState_Ensure();
            let saved = PyEval_SaveThread();
            Attached { state, saved }
        }
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        // SAFETY: what `new` was given, once, on the same thread, while there is an
        // interpreter: `at_exit` waits for this.
        unsafe {
            if Py_IsInitialized() != 0 {
                PyEval_RestoreThread(self.saved);
                PyGILState_Release(self.state);
            }
        }
    }
}

fn tuple_of(object: Object) -> Result<Object, Raised> {
    // SAFETY: a new tuple of one, which takes the reference over.
    unsafe {
        let tuple = Object::new(PyTuple_New(1))?;
        match PyTuple_SetItem(tuple.pointer(), 0, object.release()) {
            0 => Ok(tuple),
            _ => Err(Raised),
        }
    }
}

fn closed() -> Raised {
    // SAFETY: as above.
    raise(unsafe { PyExc_RuntimeError }, "the pool is shut down")
}

/// `concurrent.futures.CancelledError`: that of Python's own pools.
fn cancelled() -> Raised {
    // SAFETY: names that end with a zero, and objects that we own.
    unsafe {
        let module = Object::new(PyImport_ImportModule(c"concurrent.futures".as_ptr()));
        let class = module.and_then(|module| {
            let name = c"CancelledError".as_ptr();
            Object::new(PyObject_GetAttrString(module.pointer(), name))
        });
        match class {
            Ok(class) => raise(class.pointer(), "it was cancelled"),
            Err(raised) => raised,
        }
    }
}
