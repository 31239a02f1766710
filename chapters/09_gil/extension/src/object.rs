//! Python's objects, exceptions and lock, in Rust's terms.
//!
//! Everything here but [`attached`] is for threads that hold the GIL, and says no more of it:
//! chapter 9's `Gil` has a token for that, and this, which is the real one, has care.

use std::any::Any;
use std::ffi::CString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{self, NonNull};
use std::time::Duration;

use crate::api::*;

/// An exception is set.
#[derive(Debug)]
pub struct Raised;

/// A reference to a Python object that we own.
#[derive(Debug)]
pub struct Object(NonNull<PyObject>);

// SAFETY: a reference is a count, and only changed by who holds the GIL: see `drop`.
unsafe impl Send for Object {}
// SAFETY: as above: whatever one does with it, one does with the GIL.
unsafe impl Sync for Object {}

impl Object {
    /// Takes over a reference that a function returned; null is its error.
    pub fn new(pointer: *mut PyObject) -> Result<Object, Raised> {
        NonNull::new(pointer).map(Object).ok_or(Raised)
    }

    /// One more reference to what somebody else owns. `object` must be one.
    pub fn share(object: *mut PyObject) -> Object {
        // SAFETY: an object, and this thread holds the GIL.
        unsafe { Py_IncRef(object) };
        Object(NonNull::new(object).expect("Python passes no null here"))
    }

    pub fn none() -> Object {
        Object::share((&raw const _Py_NoneStruct).cast_mut())
    }

    pub fn pointer(&self) -> *mut PyObject {
        self.0.as_ptr()
    }

    /// Gives the reference away.
    pub fn release(self) -> *mut PyObject {
        let pointer = self.pointer();
        std::mem::forget(self);
        pointer
    }

    pub fn call(&self, arguments: &Object) -> Result<Object, Raised> {
        // SAFETY: two objects that we own, the second a tuple.
        Object::new(unsafe { PyObject_CallObject(self.pointer(), arguments.pointer()) })
    }
}

impl Drop for Object {
    /// On any thread: it takes the GIL, which costs little if this thread has it. At the
    /// very end, when the interpreter has gone, nobody needs the reference back.
    fn drop(&mut self) {
        // SAFETY: may be called at any time.
        if unsafe { Py_IsInitialized() } == 0 {
            return;
        }
        attached(|| {
            // SAFETY: our reference, given up once, with the GIL.
            unsafe { Py_DecRef(self.pointer()) }
        });
    }
}

/// An exception that was taken away from the thread that raised it.
#[derive(Debug)]
pub struct Exception {
    class: Object,
    value: Option<Object>,
    traceback: Option<Object>,
}

impl Exception {
    /// The one that is set now.
    pub fn take() -> Exception {
        let (mut class, mut value, mut traceback) =
            (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
        // SAFETY: three places to write to.
        unsafe { PyErr_Fetch(&mut class, &mut value, &mut traceback) };
        Exception {
            class: Object::new(class).expect("an exception is set"),
            value: Object::new(value).ok(),
            traceback: Object::new(traceback).ok(),
        }
    }

    /// Sets it here. It stays, to be raised again.
    pub fn raise(&self) -> Raised {
        let share = |object: &Option<Object>| match object {
            Some(object) => Object::share(object.pointer()).release(),
            None => ptr::null_mut(),
        };
        let class = Object::share(self.class.pointer()).release();
        // SAFETY: three references, which it takes over; null is allowed for the last two.
        unsafe { PyErr_Restore(class, share(&self.value), share(&self.traceback)) };
        Raised
    }
}

/// Sets an exception of one of Python's classes.
pub fn raise(class: *mut PyObject, message: &str) -> Raised {
    let message = CString::new(message.replace('\0', " ")).expect("no zeros are left");
    // SAFETY: a class, and a text that ends with a zero and is copied.
    unsafe { PyErr_SetString(class, message.as_ptr()) };
    Raised
}

/// The arguments that were passed, if there are as many as there should be.
pub fn arguments<const N: usize>(tuple: *mut PyObject) -> Result<[*mut PyObject; N], Raised> {
    // SAFETY: Python passes a tuple to a function that takes any number of arguments.
    let length = unsafe { PyTuple_Size(tuple) };
    if usize::try_from(length) != Ok(N) {
        // SAFETY: Python sets it before it loads us, here and below.
        let class = unsafe { PyExc_TypeError };
        return Err(raise(
            class,
            &format!("it takes {N} arguments, not {length}"),
        ));
    }
    // SAFETY: these indices exist.
    Ok(std::array::from_fn(|i| unsafe {
        PyTuple_GetItem(tuple, i as isize)
    }))
}

/// A whole number from `least` to `most`.
pub fn number(object: *mut PyObject, least: u32, most: u32) -> Result<u32, Raised> {
    // SAFETY: any object; it says what is not a number. -1 may also be one.
    let number = unsafe { PyLong_AsLongLong(object) };
    // SAFETY: it may always be asked.
    if number == -1 && !unsafe { PyErr_Occurred() }.is_null() {
        return Err(Raised);
    }
    let message = format!("it must be from {least} to {most}, not {number}");
    match u32::try_from(number) {
        Ok(number) if number > most => {
            // SAFETY: as above.
            Err(raise(unsafe { PyExc_OverflowError }, &message))
        }
        Ok(number) if number >= least => Ok(number),
        // SAFETY: as above.
        Err(_) if number > 0 => Err(raise(unsafe { PyExc_OverflowError }, &message)),
        // SAFETY: as above.
        _ => Err(raise(unsafe { PyExc_ValueError }, &message)),
    }
}

/// A time-out in seconds, as Python's pools take it; `None` is none. Less than nothing is
/// no time at all.
pub fn seconds(object: *mut PyObject) -> Result<Option<Duration>, Raised> {
    if ptr::eq(object, &raw const _Py_NoneStruct) {
        return Ok(None);
    }
    // SAFETY: any object; it says what is not a number. -1 may also be one.
    let seconds = unsafe { PyFloat_AsDouble(object) };
    // SAFETY: it may always be asked.
    if seconds == -1.0 && !unsafe { PyErr_Occurred() }.is_null() {
        return Err(Raised);
    }
    if seconds.is_nan() {
        // SAFETY: as above.
        return Err(raise(unsafe { PyExc_ValueError }, "a time-out is a number"));
    }
    // Too long to be counted is for ever.
    Ok(Duration::try_from_secs_f64(seconds.max(0.0)).ok())
}

/// Gives the GIL up while `work` runs: `Py_BEGIN_ALLOW_THREADS`. `work` must not touch a
/// Python object.
pub fn allow_threads<R>(work: impl FnOnce() -> R) -> R {
    // SAFETY: this thread holds the GIL.
    let saved = unsafe { PyEval_SaveThread() };
    let result = catch_unwind(AssertUnwindSafe(work));
    // SAFETY: what the other one returned, on the same thread, once.
    unsafe { PyEval_RestoreThread(saved) };
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Takes the GIL while `work` runs, on any thread, whether it has it or not.
pub fn attached<R>(work: impl FnOnce() -> R) -> R {
    // SAFETY: any thread may, while there is an interpreter.
    let state = unsafe { PyGILState_Ensure() };
    let result = catch_unwind(AssertUnwindSafe(work));
    // SAFETY: what the other one returned, on the same thread, once.
    unsafe { PyGILState_Release(state) };
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// What C is given back: a new reference, or null and an exception. A panic is one too: it
/// must not go through Python's frames.
pub fn to_python(work: impl FnOnce() -> Result<Object, Raised>) -> *mut PyObject {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(object)) => object.release(),
        Ok(Err(Raised)) => ptr::null_mut(),
        Err(panic) => {
            // SAFETY: as above.
            raise(unsafe { PyExc_RuntimeError }, &message(&*panic));
            ptr::null_mut()
        }
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or(panic.downcast_ref::<&str>().copied());
    format!("a panic in Rust: {}", text.unwrap_or("without a message"))
}
