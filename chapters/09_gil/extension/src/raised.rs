//! "An exception is set": how Python's functions fail, and so how ours do.

use std::ffi::CString;

use chapter8::error::TaskError;

use crate::api::*;

/// An exception is set for this thread.
#[derive(Debug)]
pub struct Raised;

/// Sets an exception of one of Python's classes.
pub fn raise(class: *mut PyObject, message: &str) -> Raised {
    let message = CString::new(message.replace('\0', " ")).expect("no zeros are left");
    // SAFETY: a class, and a text that ends with a zero and is copied.
    unsafe { PyErr_SetString(class, message.as_ptr()) };
    Raised
}

/// As Python does where calls are in calls without end. Here they are tasks that wait for tasks.
pub fn raise_too_deep() -> Raised {
    // SAFETY: one of Python's own classes, which are there as long as it is.
    raise(
        unsafe { PyExc_RecursionError },
        &TaskError::TooDeep.to_string(),
    )
}
