//! What Python's callers pass: taken if it is right, refused by an exception if not.

use std::ptr;
use std::time::Duration;

use crate::api::*;
use crate::object::Object;
use crate::raised::{Raised, raise};

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

/// A whole number from `least` to `most`. `True` is 1 for Python; here it is a mistake.
pub fn number(object: *mut PyObject, least: u32, most: u32) -> Result<u32, Raised> {
    if [&raw const _Py_TrueStruct, &raw const _Py_FalseStruct].contains(&object.cast_const()) {
        // SAFETY: Python sets it before it loads us, here and below.
        let class = unsafe { PyExc_TypeError };
        return Err(raise(class, "it must be a number, not a truth value"));
    }
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

/// Something to be called.
pub fn callable_only(object: *mut PyObject) -> Result<Object, Raised> {
    // SAFETY: any object.
    match unsafe { PyCallable_Check(object) } {
        // SAFETY: Python sets it before it loads us.
        0 => Err(raise(unsafe { PyExc_TypeError }, "it cannot be called")),
        _ => Ok(Object::share(object)),
    }
}
