//! A CPython extension by hand: functions that hold the GIL while they wait, the same ones
//! releasing it, and the pool of chapter 7 for Python.
//!
//! No crate and no header file: `api.rs` declares what is needed of Python's stable ABI. It
//! is the same for all CPythons from 3.10 on, so the library is, too.
//!
//! ```text
//! cargo build --release -p extension
//! python3 chapters/09_gil/extension/demo.py
//! ```

mod api;
mod class;
mod functions;
mod object;
mod pool;

use std::ffi::{CStr, c_int};
use std::ptr;

use api::*;
use functions::*;
use object::{Object, Raised, to_python};

type Function = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;

impl PyMethodDef {
    /// After the last.
    const END: PyMethodDef = PyMethodDef {
        name: ptr::null(),
        function: None,
        flags: 0,
        doc: ptr::null(),
    };
}

const fn method(
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

/// What Python writes to: it has to stay where it is.
#[repr(transparent)]
struct Static<T>(T);

// SAFETY: only Python touches it, with the GIL.
unsafe impl<T> Sync for Static<T> {}

static mut METHODS: Static<[PyMethodDef; 8]> = Static([
    method(
        c"sleep_holding",
        sleep_holding,
        METH_O,
        c"Waits so many ms. Holds the GIL.",
    ),
    method(
        c"sleep_releasing",
        sleep_releasing,
        METH_O,
        c"Waits so many ms without the GIL.",
    ),
    method(
        c"read_holding",
        read_holding,
        METH_O,
        c"Reads from a file. Holds the GIL.",
    ),
    method(
        c"read_releasing",
        read_releasing,
        METH_O,
        c"Reads from a file without the GIL.",
    ),
    method(
        c"checksum_holding",
        checksum_holding,
        METH_O,
        c"FNV-1a. Holds the GIL.",
    ),
    method(
        c"checksum_releasing",
        checksum_releasing,
        METH_O,
        c"FNV-1a without the GIL.",
    ),
    method(c"_at_exit", at_exit, METH_NOARGS, c"Shuts all pools down."),
    PyMethodDef::END,
]);

static mut SLOTS: Static<[PySlot; 2]> = Static([
    PySlot {
        slot: Py_mod_exec,
        value: fill as *mut _,
    },
    PySlot {
        slot: 0,
        value: ptr::null_mut(),
    },
]);

static mut MODULE: Static<PyModuleDef> = Static(PyModuleDef::new(
    c"extension".as_ptr(),
    c"Functions that hold the GIL or release it, and a pool of Rust's threads.".as_ptr(),
    (&raw mut METHODS).cast(),
    (&raw mut SLOTS).cast(),
));

/// Where Python begins.
// SAFETY: the only function of this name, which Python expects in a library of ours.
#[unsafe(no_mangle)]
pub extern "C" fn PyInit_extension() -> *mut PyObject {
    // SAFETY: it stays where it is, and is Python's from now on.
    unsafe { PyModuleDef_Init((&raw mut MODULE).cast()) }
}

/// Fills a new module: 0, or -1 and an exception.
unsafe extern "C" fn fill(module: *mut PyObject) -> c_int {
    let filled = to_python(|| {
        class::add_classes(module)?;
        register(module)?;
        Ok(Object::none())
    });
    match Object::new(filled) {
        Ok(_none) => 0,
        Err(Raised) => -1,
    }
}

/// `atexit.register(module._at_exit)`.
fn register(module: *mut PyObject) -> Result<(), Raised> {
    // SAFETY: names that end with a zero, objects that we own, and a tuple of one, which
    // takes its item over.
    unsafe {
        let atexit = Object::new(PyImport_ImportModule(c"atexit".as_ptr()))?;
        let register = PyObject_GetAttrString(atexit.pointer(), c"register".as_ptr());
        let register = Object::new(register)?;
        let ours = Object::new(PyObject_GetAttrString(module, c"_at_exit".as_ptr()))?;
        let tuple = Object::new(PyTuple_New(1))?;
        if PyTuple_SetItem(tuple.pointer(), 0, ours.release()) != 0 {
            return Err(Raised);
        }
        register.call(&tuple)?;
    }
    Ok(())
}

unsafe extern "C" fn at_exit(_: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        pool::at_exit();
        Ok(Object::none())
    })
}
