//! "An exception is set": how Python's functions fail, and so how ours do.

use std::ffi::CString;

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
