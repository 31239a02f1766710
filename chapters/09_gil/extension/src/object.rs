//! Python's objects and its lock, in Rust's terms.
//!
//! Everything here but [`attached`] and the end of an [`Object`] is for threads that hold the
//! GIL, and says no more of it: chapter 9's `Gil` has a token for that, and this, which is
//! the real one, has care.

use std::any::Any;
use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{self, NonNull};

use crate::api::*;
use crate::exception::{Raised, raise};

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

    /// A tuple of these.
    pub fn tuple<const N: usize>(items: [Object; N]) -> Result<Object, Raised> {
        // SAFETY: any length.
        let tuple = Object::new(unsafe { PyTuple_New(N as isize) })?;
        for (index, item) in items.into_iter().enumerate() {
            // SAFETY: a new tuple with this index, which takes the reference over.
            if unsafe { PyTuple_SetItem(tuple.pointer(), index as isize, item.release()) } != 0 {
                return Err(Raised);
            }
        }
        Ok(tuple)
    }

    pub fn attribute(&self, name: &CStr) -> Result<Object, Raised> {
        // SAFETY: an object that we own, and a name that ends with a zero.
        Object::new(unsafe { PyObject_GetAttrString(self.pointer(), name.as_ptr()) })
    }

    /// `import name`
    pub fn import(name: &CStr) -> Result<Object, Raised> {
        // SAFETY: a name that ends with a zero.
        Object::new(unsafe { PyImport_ImportModule(name.as_ptr()) })
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
            // SAFETY: Python sets it before it loads us.
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
