//! Python's C API, as far as we need it: functions of the stable ABI, declared by hand.
//!
//! A library that uses no others works with every CPython from 3.10 on. What each function
//! does is in <https://docs.python.org/3/c-api/>, under its name. With few exceptions they
//! may only be called by a thread that holds the GIL, and report an error by a null pointer
//! or -1 and an exception that is set for this thread.
#![allow(non_snake_case, non_upper_case_globals)] // Python's names

use std::ffi::{c_char, c_int, c_long, c_longlong, c_ulong, c_void};
use std::time::Duration;
use std::{mem, thread};

pub use crate::layout::*;

/// Where a thread stops that is not to go on. Up to 3.13 CPython ends a thread that comes for
/// the GIL after the interpreter's end: by `pthread_exit`, which unwinds the stack as a panic
/// does, through whoever called. Rust's frames would end with an abort of the process. So
/// this is the last frame that goes: the thread sleeps here until the process has ended,
/// which is what CPython itself does from 3.14 on.
struct Stop;

impl Drop for Stop {
    fn drop(&mut self) {
        loop {
            thread::sleep(Duration::from_secs(3_600));
        }
    }
}

/// Declares functions that take the GIL, or may run Python's code and give the GIL to others
/// meanwhile: not all of them return. See [`Stop`].
macro_rules! may_stop_here {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $t:ty),*) $(-> $r:ty)?;)*) => {
        mod python {
            use super::*;
            // On Windows the linker must know the library's name. Elsewhere the functions
            // are in the program that loads us.
            #[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
            unsafe extern "C-unwind" {
                $(pub fn $name($($arg: $t),*) $(-> $r)?;)*
            }
        }
        $($(#[$doc])* pub unsafe fn $name($($arg: $t),*) $(-> $r)? {
            let stop = Stop;
            // SAFETY: our caller knows. No frame of ours above this one is unwound.
            let result = unsafe { python::$name($($arg),*) };
            mem::forget(stop);
            result
        })*
    };
}

may_stop_here! {
    /// Waits for the GIL.
    fn PyEval_RestoreThread(saved: *mut c_void);
    /// Waits for the GIL on any thread, also one that Python did not start. The number is
    /// for the other one.
    fn PyGILState_Ensure() -> c_int;
    fn PyGILState_Release(state: c_int);

    fn Py_DecRef(object: *mut PyObject);
    fn PyImport_ImportModule(name: *const c_char) -> *mut PyObject;
    fn PyType_FromSpec(spec: *mut PyType_Spec) -> *mut PyObject;
    fn PyType_GenericAlloc(class: *mut PyObject, items: isize) -> *mut PyObject;
    fn PyObject_GetAttrString(object: *mut PyObject, name: *const c_char) -> *mut PyObject;
    fn PyObject_CallObject(callable: *mut PyObject, tuple: *mut PyObject) -> *mut PyObject;
    fn PyObject_GetIter(iterable: *mut PyObject) -> *mut PyObject;
    fn PyIter_Next(iterator: *mut PyObject) -> *mut PyObject;

    // To make a container may start the garbage collector.
    fn PyTuple_New(length: isize) -> *mut PyObject;
    fn PyTuple_GetSlice(tuple: *mut PyObject, from: isize, to: isize) -> *mut PyObject;
    fn PyList_New(length: isize) -> *mut PyObject;
    // What has an `__index__` or a `__float__` is a number too.
    fn PyLong_AsLongLong(object: *mut PyObject) -> c_longlong;
    fn PyFloat_AsDouble(object: *mut PyObject) -> f64;

    fn PyErr_SetString(class: *mut PyObject, message: *const c_char);
    fn PyErr_SetObject(class: *mut PyObject, exception: *mut PyObject);
    /// Sets it again, and takes the three references over.
    fn PyErr_Restore(class: *mut PyObject, value: *mut PyObject, traceback: *mut PyObject);
    /// Makes the value an instance of the class, which up to 3.11 it need not be.
    fn PyErr_NormalizeException(
        class: *mut *mut PyObject,
        value: *mut *mut PyObject,
        traceback: *mut *mut PyObject
    );
    fn PyException_SetTraceback(exception: *mut PyObject, traceback: *mut PyObject) -> c_int;
    /// Says on stderr what nobody can be told otherwise. The object is where it happened.
    fn PyErr_WriteUnraisable(object: *mut PyObject);
    /// Runs the handlers of signals that have come, if this is the main thread. -1: one raised.
    fn PyErr_CheckSignals() -> c_int;
    /// Calls back whoever has a weak reference to an object that goes now.
    fn PyObject_ClearWeakRefs(object: *mut PyObject);
}

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    pub fn PyModuleDef_Init(module: *mut PyModuleDef) -> *mut PyObject;
    /// Takes the reference over if it does not fail.
    pub fn PyModule_AddObject(
        module: *mut PyObject,
        name: *const c_char,
        new: *mut PyObject,
    ) -> c_int;
    pub fn PyInterpreterState_Get() -> *mut c_void;
    /// The main one is 0.
    pub fn PyInterpreterState_GetID(interpreter: *mut c_void) -> i64;
    /// A part of `sys`. The reference is not ours.
    pub fn PySys_GetObject(name: *const c_char) -> *mut PyObject;

    /// Gives the GIL up. The pointer is for the other one.
    pub fn PyEval_SaveThread() -> *mut c_void;
    /// Null if Python has no state for this thread.
    pub fn PyGILState_GetThisThreadState() -> *mut c_void;
    pub fn Py_IsInitialized() -> c_int;

    pub fn Py_IncRef(object: *mut PyObject);
    pub fn PyObject_Type(object: *mut PyObject) -> *mut PyObject;
    /// The collector does not see it any more.
    pub fn PyObject_GC_UnTrack(object: *mut c_void);
    pub fn PyObject_GC_Del(object: *mut c_void);
    pub fn PyCallable_Check(object: *mut PyObject) -> c_int;

    /// The format has a letter for each pointer that follows: "O" is any object; after a
    /// "|" they may be left out.
    pub fn PyArg_ParseTupleAndKeywords(
        tuple: *mut PyObject,
        named: *mut PyObject,
        format: *const c_char,
        names: *const *const c_char,
        ...
    ) -> c_int;
    pub fn PyTuple_Size(tuple: *mut PyObject) -> isize;
    /// The reference is the tuple's own.
    pub fn PyTuple_GetItem(tuple: *mut PyObject, index: isize) -> *mut PyObject;
    /// Takes the reference over, also if it fails.
    pub fn PyTuple_SetItem(tuple: *mut PyObject, index: isize, new: *mut PyObject) -> c_int;
    /// Does not take the reference over.
    pub fn PyList_Append(list: *mut PyObject, item: *mut PyObject) -> c_int;
    pub fn PyLong_FromLong(number: c_long) -> *mut PyObject;
    pub fn PyLong_FromUnsignedLong(number: c_ulong) -> *mut PyObject;
    pub fn PyBool_FromLong(number: c_long) -> *mut PyObject;
    pub fn PyBytes_AsStringAndSize(
        bytes: *mut PyObject,
        start: *mut *mut c_char,
        length: *mut isize,
    ) -> c_int;
    pub fn PyBytes_FromStringAndSize(start: *const c_char, length: isize) -> *mut PyObject;
    pub fn PyUnicode_FromStringAndSize(start: *const c_char, length: isize) -> *mut PyObject;

    pub fn PyErr_Occurred() -> *mut PyObject;
    /// Takes the exception that is set away: class, value and traceback.
    pub fn PyErr_Fetch(
        class: *mut *mut PyObject,
        value: *mut *mut PyObject,
        traceback: *mut *mut PyObject,
    );

    pub static _Py_NoneStruct: PyObject;
    pub static _Py_TrueStruct: PyObject;
    pub static _Py_FalseStruct: PyObject;
    pub static PyBytes_Type: PyObject;
    pub static PyExc_TypeError: *mut PyObject;
    pub static PyExc_ValueError: *mut PyObject;
    pub static PyExc_OverflowError: *mut PyObject;
    pub static PyExc_RuntimeError: *mut PyObject;
    pub static PyExc_RecursionError: *mut PyObject;
    pub static PyExc_ImportError: *mut PyObject;
    pub static PyExc_OSError: *mut PyObject;
}
