//! An instance of one of our classes: a value of Rust's in an object of Python's.
//!
//! It belongs to the process that made it. After a fork its methods raise in the child, and
//! its end leaves all as it is: see `process::forks`.

use std::ptr;

use crate::api::*;
use crate::exception::{Raised, raise};
use crate::object::Object;
use crate::process;

/// An instance: what Python puts at its beginning, and then our own.
#[repr(C)]
pub struct Instance<T> {
    object: PyObject,
    value: *mut T,
    /// After how many forks it was made.
    forks: u32,
}

/// A new instance of `class`, which must be the class for `T`.
pub fn instance<T>(class: *mut PyObject, value: T) -> Result<Object, Raised> {
    // SAFETY: a class, whose instances have no items.
    let object = Object::new(unsafe { PyType_GenericAlloc(class, 0) })?;
    // SAFETY: its instances are as large as `Instance<T>`, zero, and nobody has seen this one.
    let instance = unsafe { &mut *object.pointer().cast::<Instance<T>>() };
    instance.forks = process::forks();
    instance.value = Box::into_raw(Box::new(value));
    Ok(object)
}

/// What is in an instance, for the length of a call, during which Python keeps it.
///
/// # Safety
///
/// `object` is an instance of the class for `T`, as the first argument of a method is.
pub unsafe fn value<'call, T>(object: *mut PyObject) -> Result<&'call T, Raised> {
    // SAFETY: see above.
    let instance = unsafe { &*object.cast::<Instance<T>>() };
    if instance.forks != process::forks() {
        // SAFETY: Python sets it before it loads us, here and below.
        let class = unsafe { PyExc_RuntimeError };
        return Err(raise(class, "its threads are in the process that forked"));
    }
    // SAFETY: `instance` put a value there, and `dealloc` is the end.
    Ok(unsafe { &*instance.value })
}

/// Python calls it when nobody refers to an instance any more.
pub unsafe extern "C" fn dealloc<T>(object: *mut PyObject) {
    // SAFETY: Python calls it once, with an instance that nobody refers to. An instance has
    // a reference to its class, which goes with it; `PyObject_Type` gives one more.
    unsafe {
        let class = PyObject_Type(object);
        let Instance { value, forks, .. } = *object.cast::<Instance<T>>();
        if !value.is_null() && forks == process::forks() {
            // A panic must not leave, and an exception that is set must survive.
            let (mut a, mut b, mut c) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
            PyErr_Fetch(&mut a, &mut b, &mut c);
            let value = Box::from_raw(value);
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(value)));
            PyErr_Restore(a, b, c);
        }
        PyObject_Free(object.cast());
        Py_DecRef(class);
        Py_DecRef(class);
    }
}
