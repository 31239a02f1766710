//! Python's structs and numbers that are a part of its stable ABI, declared by hand.
#![allow(non_upper_case_globals)] // Python's names

use std::ffi::{c_char, c_int, c_uint, c_void};
use std::ptr;

/// What every Python object begins with.
#[repr(C)]
pub struct PyObject {
    references: isize,
    class: *mut PyObject,
}

impl PyObject {
    /// Its class, whose reference is the object's own. C: `Py_TYPE`. Unlike `PyObject_Type` it
    /// touches no count, so the collector may use it.
    pub fn class(&self) -> *mut PyObject {
        self.class
    }
}

/// A function of a module, or a method.
#[repr(C)]
pub struct PyMethodDef {
    pub name: *const c_char,
    pub function: Option<unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject>,
    pub flags: c_int,
    pub doc: *const c_char,
}

impl PyMethodDef {
    /// After the last.
    pub const END: PyMethodDef = PyMethodDef {
        name: ptr::null(),
        function: None,
        flags: 0,
        doc: ptr::null(),
    };
}

/// One argument: the function gets it as it is.
pub const METH_O: c_int = 8;
/// No arguments: the function gets null.
pub const METH_NOARGS: c_int = 4;
/// Any number of arguments: the function gets a tuple.
pub const METH_VARARGS: c_int = 1;
/// And by name: the function gets a dict, or null, as its third argument.
pub const METH_KEYWORDS: c_int = 2;

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
pub const Py_tp_clear: c_int = 51;
pub const Py_tp_dealloc: c_int = 52;
pub const Py_tp_doc: c_int = 56;
pub const Py_tp_methods: c_int = 64;
pub const Py_tp_new: c_int = 65;
pub const Py_tp_traverse: c_int = 71;
pub const Py_tp_members: c_int = 72;
pub const Py_tp_getset: c_int = 73;

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
/// Python's collector of cycles may ask an instance what it refers to.
pub const Py_TPFLAGS_HAVE_GC: c_uint = 1 << 14;

/// What the collector has called with each reference. Not 0: enough, and to be returned.
pub type Visit = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;

/// Something at a fixed place in an instance.
#[repr(C)]
pub struct PyMemberDef {
    pub name: *const c_char,
    pub kind: c_int,
    pub offset: isize,
    pub flags: c_int,
    pub doc: *const c_char,
}

impl PyMemberDef {
    /// After the last.
    pub const END: PyMemberDef = PyMemberDef {
        name: ptr::null(),
        kind: 0,
        offset: 0,
        flags: 0,
        doc: ptr::null(),
    };
}

/// A `Py_ssize_t`, as a kind of member.
pub const T_PYSSIZET: c_int = 19;
pub const READONLY: c_int = 1;

/// Computes an attribute of its first argument.
pub type Getter = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> *mut PyObject;

/// An attribute that a function computes.
#[repr(C)]
pub struct PyGetSetDef {
    pub name: *const c_char,
    pub get: Option<Getter>,
    pub set: *const c_void,
    pub doc: *const c_char,
    pub closure: *mut c_void,
}

impl PyGetSetDef {
    /// After the last.
    pub const END: PyGetSetDef = PyGetSetDef {
        name: ptr::null(),
        get: None,
        set: ptr::null(),
        doc: ptr::null(),
        closure: ptr::null_mut(),
    };
}
