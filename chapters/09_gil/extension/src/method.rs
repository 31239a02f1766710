//! What Python calls: functions in C's convention, and how their results go back.

use std::any::Any;
use std::ffi::{CStr, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{mem, ptr};

use crate::api::*;
use crate::object::Object;
use crate::raised::{Raised, raise};

/// What it is called on, and its argument or arguments.
pub type Function = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;
/// And those that were passed by name.
pub type FunctionWithNames =
    unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;

/// An entry of a table of functions.
pub const fn method(
    name: &'static CStr,
    function: Function,
    flags: c_int,
    doc: &'static CStr,
) -> PyMethodDef {
    PyMethodDef {
        name: name.as_ptr(),
        function: Some(function),
        flags,
        doc: doc.as_ptr(),
    }
}

/// The same for a function whose arguments may be passed by name.
pub fn method_with_names(
    name: &'static CStr,
    function: FunctionWithNames,
    doc: &'static CStr,
) -> PyMethodDef {
    // SAFETY: with `METH_KEYWORDS` Python passes three arguments, and calls it as what it is.
    let function = unsafe { mem::transmute::<FunctionWithNames, Function>(function) };
    method(name, function, METH_VARARGS | METH_KEYWORDS, doc)
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
