//! Python's C API, as far as we need it: functions of the stable ABI, declared by hand.
//!
//! A library that uses no others works with every CPython from 3.10 on. What each function
//! does is in <https://docs.python.org/3/c-api/>, under its name. With few exceptions they
//! may only be called by a thread that holds the GIL, and report an error by a null pointer
//! or -1 and an exception that is set for this thread.
#![allow(non_snake_case, non_upper_case_globals)] // Python's names

use std::ffi::{c_char, c_int, c_long, c_longlong, c_uint, c_ulong, c_void};
use std::ptr;

/// What every Python object begins with. We never look into it.
#[repr(C)]
pub struct PyObject {
    references: isize,
    class: *mut PyObject,
}

/// A function of a module, or a method.
#[repr(C)]
pub struct PyMethodDef {
    pub name: *const c_char,
    pub function: Option<unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject>,
    pub flags: c_int,
    pub doc: *const c_char,
}

/// One argument: the function gets it as it is.
pub const METH_O: c_int = 8;
/// No arguments: the function gets null.
pub const METH_NOARGS: c_int = 4;
/// Any number of arguments: the function gets a tuple.
pub const METH_VARARGS: c_int = 1;

/// A module that is not there yet.
#[repr(C)]
pub struct PyModuleDef {
    object: PyObject,
    init: *const c_void,
    index: isize,
    copy: *const c_void,
    pub name: *const c_char,
    pub doc: *const c_char,
    pub size: isize,
    pub methods: *mut PyMethodDef,
    pub slots: *mut PySlot,
    traverse: *const c_void,
    clear: *const c_void,
    free: *const c_void,
}

impl PyModuleDef {
    pub const fn new(
        name: *const c_char,
        doc: *const c_char,
        methods: *mut PyMethodDef,
        slots: *mut PySlot,
    ) -> PyModuleDef {
        PyModuleDef {
            object: PyObject {
                references: 1,
                class: ptr::null_mut(),
            },
            init: ptr::null(),
            index: 0,
            copy: ptr::null(),
            name,
            doc,
            size: 0,
            methods,
            slots,
            traverse: ptr::null(),
            clear: ptr::null(),
            free: ptr::null(),
        }
    }
}

/// A part of a module or a class: a number that says which, and a pointer to it.
#[repr(C)]
pub struct PySlot {
    pub slot: c_int,
    pub value: *mut c_void,
}

/// The function that fills a new module.
pub const Py_mod_exec: c_int = 2;
pub const Py_tp_dealloc: c_int = 52;
pub const Py_tp_doc: c_int = 56;
pub const Py_tp_methods: c_int = 64;
pub const Py_tp_new: c_int = 65;

/// A class that is not there yet.
#[repr(C)]
pub struct PyType_Spec {
    pub name: *const c_char,
    pub basicsize: c_int,
    pub itemsize: c_int,
    pub flags: c_uint,
    pub slots: *mut PySlot,
}

pub const Py_TPFLAGS_DEFAULT: c_uint = 0;
/// Only we make instances.
pub const Py_TPFLAGS_DISALLOW_INSTANTIATION: c_uint = 1 << 7;

// Where the linker must know the library's name. Elsewhere it is the program that loads us.
#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    pub fn PyModuleDef_Init(module: *mut PyModuleDef) -> *mut PyObject;
    pub fn PyModule_AddObject(
        module: *mut PyObject,
        name: *const c_char,
        new: *mut PyObject,
    ) -> c_int;
    pub fn PyImport_ImportModule(name: *const c_char) -> *mut PyObject;
    pub fn PyType_FromSpec(spec: *mut PyType_Spec) -> *mut PyObject;
    pub fn PyType_GenericAlloc(class: *mut PyObject, items: isize) -> *mut PyObject;

    /// Gives the GIL up. The pointer is for the other one.
    pub fn PyEval_SaveThread() -> *mut c_void;
    /// Waits for the GIL.
    pub fn PyEval_RestoreThread(saved: *mut c_void);
    /// Waits for the GIL on any thread, also one that Python did not start. The number is
    /// for the other one.
    pub fn PyGILState_Ensure() -> c_int;
    pub fn PyGILState_Release(state: c_int);
    /// Null if Python has no state for this thread.
    pub fn PyGILState_GetThisThreadState() -> *mut c_void;
    pub fn Py_IsInitialized() -> c_int;

    pub fn Py_IncRef(object: *mut PyObject);
    pub fn Py_DecRef(object: *mut PyObject);
    pub fn PyObject_Type(object: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_Free(memory: *mut c_void);
    pub fn PyObject_GetAttrString(object: *mut PyObject, name: *const c_char) -> *mut PyObject;
    pub fn PyObject_CallObject(callable: *mut PyObject, tuple: *mut PyObject) -> *mut PyObject;
    pub fn PyObject_GetIter(iterable: *mut PyObject) -> *mut PyObject;
    pub fn PyIter_Next(iterator: *mut PyObject) -> *mut PyObject;
    pub fn PyCallable_Check(object: *mut PyObject) -> c_int;

    /// The format has a letter for each pointer that follows; "O" is any object.
    pub fn PyArg_ParseTupleAndKeywords(
        tuple: *mut PyObject,
        named: *mut PyObject,
        format: *const c_char,
        names: *const *const c_char,
        ...
    ) -> c_int;
    pub fn PyTuple_New(length: isize) -> *mut PyObject;
    pub fn PyTuple_Size(tuple: *mut PyObject) -> isize;
    /// The reference is the tuple's own.
    pub fn PyTuple_GetItem(tuple: *mut PyObject, index: isize) -> *mut PyObject;
    /// Takes the reference over, also if it fails.
    pub fn PyTuple_SetItem(tuple: *mut PyObject, index: isize, new: *mut PyObject) -> c_int;
    pub fn PyTuple_GetSlice(tuple: *mut PyObject, from: isize, to: isize) -> *mut PyObject;
    pub fn PyList_New(length: isize) -> *mut PyObject;
    /// Does not take the reference over.
    pub fn PyList_Append(list: *mut PyObject, item: *mut PyObject) -> c_int;
    pub fn PyLong_AsLongLong(object: *mut PyObject) -> c_longlong;
    pub fn PyLong_FromUnsignedLong(number: c_ulong) -> *mut PyObject;
    pub fn PyBool_FromLong(number: c_long) -> *mut PyObject;
    pub fn PyFloat_AsDouble(object: *mut PyObject) -> f64;
    pub fn PyBytes_AsStringAndSize(
        bytes: *mut PyObject,
        start: *mut *mut c_char,
        length: *mut isize,
    ) -> c_int;
    pub fn PyBytes_FromStringAndSize(start: *const c_char, length: isize) -> *mut PyObject;

    pub fn PyErr_Occurred() -> *mut PyObject;
    pub fn PyErr_SetString(class: *mut PyObject, message: *const c_char);
    /// Takes the exception that is set away: class, value and traceback.
    pub fn PyErr_Fetch(
        class: *mut *mut PyObject,
        value: *mut *mut PyObject,
        traceback: *mut *mut PyObject,
    );
    /// Sets it again, and takes the three references over.
    pub fn PyErr_Restore(class: *mut PyObject, value: *mut PyObject, traceback: *mut PyObject);

    pub static _Py_NoneStruct: PyObject;
    pub static PyExc_TypeError: *mut PyObject;
    pub static PyExc_ValueError: *mut PyObject;
    pub static PyExc_OverflowError: *mut PyObject;
    pub static PyExc_RuntimeError: *mut PyObject;
    pub static PyExc_TimeoutError: *mut PyObject;
    pub static PyExc_OSError: *mut PyObject;
}
