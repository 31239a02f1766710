//! A CPython extension by hand: functions that hold the GIL while they wait, the same ones
//! releasing it, and the pool of chapter 8 for Python.
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
mod collector;
mod exception;
mod functions;
mod future;
mod future_class;
mod gil;
mod input;
mod instance;
mod layout;
mod map;
mod method;
mod news;
mod object;
mod outcome;
mod pool;
mod pool_class;
mod process;
mod raised;
mod wait;
mod waiters;
mod worker;

use std::ffi::c_int;
use std::ptr;
use std::sync::Once;

use api::*;
use functions::*;
use method::{method, to_python};
use object::Object;
use raised::{Raised, raise};

/// What Python writes to: it has to stay where it is.
#[repr(transparent)]
struct Static<T>(T);

// SAFETY: only Python touches it, with the GIL.
unsafe impl<T> Sync for Static<T> {}

static mut METHODS: Static<[PyMethodDef; 9]> = Static([
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
    method(c"_panic", panics, METH_NOARGS, c"Panics, for the tests."),
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
        check()?;
        prepare();
        future_class::add(module)?;
        pool_class::add(module)?;
        register(module)?;
        Ok(Object::none())
    });
    match Object::new(filled) {
        Ok(_none) => 0,
        Err(Raised) => -1,
    }
}

/// Once a process, however often the module is loaded.
fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        process::count_forks();
        worker::large_stacks();
    });
}

/// Is this an interpreter for us?
fn check() -> Result<(), Raised> {
    // SAFETY: this thread runs one; a name that ends with a zero; `sys` keeps its parts;
    // Python sets its classes before it loads us.
    unsafe {
        // `PyGILState_Ensure` attaches to the main one, whoever submitted.
        if PyInterpreterState_GetID(PyInterpreterState_Get()) != 0 {
            return Err(raise(
                PyExc_ImportError,
                "only the main interpreter can have it",
            ));
        }
        if PyLong_AsLongLong(PySys_GetObject(c"hexversion".as_ptr())) < 0x030a_0000 {
            return Err(raise(PyExc_ImportError, "it needs Python 3.10 or later"));
        }
    }
    Ok(())
}

/// `atexit.register(module._at_exit)`.
fn register(module: *mut PyObject) -> Result<(), Raised> {
    let ours = Object::share(module).attribute(c"_at_exit")?;
    let register = Object::import(c"atexit")?.attribute(c"register")?;
    register.call(&Object::tuple([ours])?)?;
    Ok(())
}

unsafe extern "C" fn at_exit(_: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        process::at_exit()?;
        Ok(Object::none())
    })
}

unsafe extern "C" fn panics(_: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| panic!("on purpose"))
}
