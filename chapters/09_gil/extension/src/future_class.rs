//! Python's view of [`PyFuture`]: a class with the methods of `concurrent.futures.Future`.
//!
//! What takes one of those asks by `isinstance`, `asyncio.wrap_future` and `run_in_executor`
//! among them, and then only calls these methods. `isinstance` believes `__class__`. So ours
//! says that it is one, and they take it. To be a subclass would cost what we save: each
//! instance would carry Python's lock, and wait with it.

use std::ffi::{CStr, c_char, c_void};
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::SeqCst};
use std::time::Duration;

use crate::api::*;
use crate::class::Class;
use crate::future::PyFuture;
use crate::input::{callable_only, seconds};
use crate::instance::{instance, value};
use crate::method::{method, method_with_names, to_python};
use crate::object::Object;
use crate::raised::Raised;

/// The class, for [`new`]. It stays, whatever becomes of the module.
static FUTURE: AtomicPtr<PyObject> = AtomicPtr::new(ptr::null_mut());

/// A new instance.
pub fn new(future: PyFuture) -> Result<Object, Raised> {
    instance(FUTURE.load(SeqCst), future)
}

/// What was passed as `timeout`, if anything.
fn timeout(
    tuple: *mut PyObject,
    names: *mut PyObject,
    format: &CStr,
) -> Result<Option<Duration>, Raised> {
    let mut timeout = (&raw const _Py_NoneStruct).cast_mut();
    let known: [*const c_char; 2] = [c"timeout".as_ptr(), ptr::null()];
    // SAFETY: what Python passes, one name, and a place for the "O".
    let parsed = unsafe {
        let (format, known) = (format.as_ptr(), known.as_ptr());
        PyArg_ParseTupleAndKeywords(tuple, names, format, known, &mut timeout)
    };
    match parsed {
        0 => Err(Raised),
        _ => seconds(timeout),
    }
}

unsafe extern "C" fn result(
    future: *mut PyObject,
    tuple: *mut PyObject,
    names: *mut PyObject,
) -> *mut PyObject {
    to_python(|| {
        let timeout = timeout(tuple, names, c"|O:result")?;
        // SAFETY: a method of `Future`.
        unsafe { value::<PyFuture>(future)? }.result(timeout)
    })
}

unsafe extern "C" fn exception(
    future: *mut PyObject,
    tuple: *mut PyObject,
    names: *mut PyObject,
) -> *mut PyObject {
    to_python(|| {
        let timeout = timeout(tuple, names, c"|O:exception")?;
        // SAFETY: a method of `Future`.
        unsafe { value::<PyFuture>(future)? }.exception(timeout)
    })
}

unsafe extern "C" fn done(future: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: a method of `Future`.
    to_python(|| Object::truth(unsafe { value::<PyFuture>(future)? }.done()))
}

unsafe extern "C" fn running(future: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: a method of `Future`.
    to_python(|| Object::truth(unsafe { value::<PyFuture>(future)? }.running()))
}

unsafe extern "C" fn cancelled(future: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: a method of `Future`.
    to_python(|| Object::truth(unsafe { value::<PyFuture>(future)? }.cancelled()))
}

unsafe extern "C" fn cancel(future: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: a method of `Future`.
    to_python(|| Object::truth(unsafe { value::<PyFuture>(future)? }.cancel()))
}

unsafe extern "C" fn add_done_callback(
    future: *mut PyObject,
    callback: *mut PyObject,
) -> *mut PyObject {
    to_python(|| {
        let callback = callable_only(callback)?;
        // SAFETY: a method of `Future`.
        let this = unsafe { value::<PyFuture>(future)? };
        this.add_done_callback(Object::share(future), callback);
        Ok(Object::none())
    })
}

/// For `isinstance`.
unsafe extern "C" fn class(_: *mut PyObject, _: *mut c_void) -> *mut PyObject {
    to_python(|| Object::import(c"concurrent.futures")?.attribute(c"Future"))
}

/// What `concurrent.futures.wait` and `as_completed` look at.
unsafe extern "C" fn condition(future: *mut PyObject, _: *mut c_void) -> *mut PyObject {
    to_python(|| {
        // SAFETY: an attribute of `Future`, here and below.
        let this = unsafe { value::<PyFuture>(future)? };
        Ok(this.waiters(Object::share(future))?.condition.clone())
    })
}

unsafe extern "C" fn waiters(future: *mut PyObject, _: *mut c_void) -> *mut PyObject {
    to_python(|| {
        // SAFETY: as above.
        let this = unsafe { value::<PyFuture>(future)? };
        Ok(this.waiters(Object::share(future))?.list.clone())
    })
}

unsafe extern "C" fn state(future: *mut PyObject, _: *mut c_void) -> *mut PyObject {
    to_python(|| {
        // SAFETY: as above.
        let this = unsafe { value::<PyFuture>(future)? };
        Object::text(this.state(Object::share(future))?)
    })
}

/// Adds the class to the module.
pub fn add(module: *mut PyObject) -> Result<(), Raised> {
    let attribute = |name: &'static CStr, get: Getter, doc: &'static CStr| PyGetSetDef {
        name: name.as_ptr(),
        get: Some(get),
        set: ptr::null(),
        doc: doc.as_ptr(),
        closure: ptr::null_mut(),
    };
    let private = c"For concurrent.futures.wait.";
    let class = Class {
        name: c"extension.Future",
        doc: c"What a callable will have returned.",
        new: ptr::null_mut(),
        methods: vec![
            method_with_names(
                c"result",
                result,
                c"result(timeout=None): waits for it, without the GIL.",
            ),
            method_with_names(
                c"exception",
                exception,
                c"exception(timeout=None): waits, for what it raised, or None.",
            ),
            method(
                c"done",
                done,
                METH_NOARGS,
                c"Has it returned, or raised, or been cancelled?",
            ),
            method(c"running", running, METH_NOARGS, c"Is a worker at it?"),
            method(
                c"cancelled",
                cancelled,
                METH_NOARGS,
                c"Was it cancelled before it started?",
            ),
            method(
                c"cancel",
                cancel,
                METH_NOARGS,
                c"Cancels it if it has not started. Is it cancelled?",
            ),
            method(
                c"add_done_callback",
                add_done_callback,
                METH_O,
                c"add_done_callback(fn): has fn(future) called when it is done.",
            ),
        ],
        attributes: vec![
            attribute(c"__class__", class, c"That of Python's own futures."),
            attribute(c"_condition", condition, private),
            attribute(c"_waiters", waiters, private),
            attribute(c"_state", state, private),
        ],
    };
    let before = FUTURE.swap(class.add::<PyFuture>(module)?.release(), SeqCst);
    drop(Object::new(before)); // of a module that was loaded before, if there is one
    Ok(())
}
