//! Python's view of [`Pool`] and [`PyFuture`]: two classes and their methods.

use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::sync::atomic::{AtomicPtr, Ordering::SeqCst};
use std::{mem, ptr};

use crate::api::*;
use crate::exception::{Raised, raise};
use crate::future::PyFuture;
use crate::input::{arguments, callable_only, number, seconds};
use crate::instance::{Instance, dealloc, instance, value};
use crate::object::{Object, allow_threads, to_python};
use crate::pool::Pool;
use crate::{Function, FunctionWithNames, method};

/// The class of futures, for `Pool.submit`. It stays, whatever becomes of the module.
static FUTURE: AtomicPtr<PyObject> = AtomicPtr::new(ptr::null_mut());

unsafe extern "C" fn pool_new(
    class: *mut PyObject,
    tuple: *mut PyObject,
    names: *mut PyObject,
) -> *mut PyObject {
    to_python(|| {
        let (mut workers, mut capacity) = (ptr::null_mut(), ptr::null_mut());
        let known: [*const c_char; 3] = [c"workers".as_ptr(), c"capacity".as_ptr(), ptr::null()];
        // SAFETY: what Python passes, two names, and a place for each "O".
        let parsed = unsafe {
            let (format, known) = (c"OO:Pool".as_ptr(), known.as_ptr());
            PyArg_ParseTupleAndKeywords(tuple, names, format, known, &mut workers, &mut capacity)
        };
        if parsed == 0 {
            return Err(Raised);
        }
        instance(
            class,
            Pool::new(
                number(workers, 1, 1_024)?,
                number(capacity, 1, u32::MAX / 2)?,
            )?,
        )
    })
}

unsafe extern "C" fn submit(pool: *mut PyObject, tuple: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        // SAFETY: a method of `Pool`, and Python passes a tuple.
        let (pool, length) = unsafe { (value::<Pool>(pool)?, PyTuple_Size(tuple)) };
        if length < 1 {
            // SAFETY: Python sets it before it loads us.
            let class = unsafe { PyExc_TypeError };
            return Err(raise(class, "it takes a callable, and its arguments"));
        }
        // SAFETY: these indices exist, and the tuple keeps its items.
        let (callable, rest) = unsafe {
            (
                PyTuple_GetItem(tuple, 0),
                Object::new(PyTuple_GetSlice(tuple, 1, length))?,
            )
        };
        let future = pool.submit(callable_only(callable)?, rest)?;
        instance(FUTURE.load(SeqCst), future)
    })
}

unsafe extern "C" fn map(pool: *mut PyObject, tuple: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        // SAFETY: a method of `Pool`.
        let pool = unsafe { value::<Pool>(pool)? };
        let [callable, iterable] = arguments(tuple)?;
        pool.map(&callable_only(callable)?, iterable)
    })
}

unsafe extern "C" fn shutdown(pool: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        // SAFETY: a method of `Pool`.
        unsafe { value::<Pool>(pool)? }.shutdown();
        Ok(Object::none())
    })
}

unsafe extern "C" fn enter(pool: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| Ok(Object::share(pool)))
}

unsafe extern "C" fn result(
    future: *mut PyObject,
    tuple: *mut PyObject,
    names: *mut PyObject,
) -> *mut PyObject {
    to_python(|| {
        let mut timeout = (&raw const _Py_NoneStruct).cast_mut();
        let known: [*const c_char; 2] = [c"timeout".as_ptr(), ptr::null()];
        // SAFETY: what Python passes, one name, and a place for the "O".
        let parsed = unsafe {
            let (format, known) = (c"|O:result".as_ptr(), known.as_ptr());
            PyArg_ParseTupleAndKeywords(tuple, names, format, known, &mut timeout)
        };
        if parsed == 0 {
            return Err(Raised);
        }
        // SAFETY: a method of `Future`.
        unsafe { value::<PyFuture>(future)? }.result(seconds(timeout)?)
    })
}

unsafe extern "C" fn done(future: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: a method of `Future`.
    to_python(|| truth(unsafe { value::<PyFuture>(future)? }.done()))
}

unsafe extern "C" fn cancel(future: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        // SAFETY: a method of `Future`.
        let future = unsafe { value::<PyFuture>(future)? };
        truth(allow_threads(|| future.cancel()))
    })
}

fn truth(truth: bool) -> Result<Object, Raised> {
    // SAFETY: any number.
    Object::new(unsafe { PyBool_FromLong(truth.into()) })
}

/// Makes a class and adds it to the module. Python keeps pointers to the methods, so they
/// stay for ever.
fn add_class<T>(
    module: *mut PyObject,
    name: &'static CStr,
    doc: &'static CStr,
    new: *mut c_void,
    methods: Vec<PyMethodDef>,
) -> Result<Object, Raised> {
    let slot = |slot, value| PySlot { slot, value };
    let mut slots = vec![
        slot(Py_tp_dealloc, dealloc::<T> as *mut _),
        slot(Py_tp_doc, doc.as_ptr().cast_mut().cast()),
        slot(Py_tp_methods, methods.leak().as_mut_ptr().cast()),
    ];
    let mut flags: c_uint = Py_TPFLAGS_DISALLOW_INSTANTIATION;
    if !new.is_null() {
        slots.push(slot(Py_tp_new, new));
        flags = Py_TPFLAGS_DEFAULT;
    }
    slots.push(slot(0, ptr::null_mut()));
    let mut spec = PyType_Spec {
        name: name.as_ptr(),
        basicsize: size_of::<Instance<T>>() as c_int,
        itemsize: 0,
        flags,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: names and methods that stay; the slots end with a zero.
    let class = Object::new(unsafe { PyType_FromSpec(&mut spec) })?;
    let ours = Object::share(class.pointer());
    let short = &name.to_bytes_with_nul()[b"extension.".len()..];
    // SAFETY: a module, a name that ends with a zero, and a reference.
    if unsafe { PyModule_AddObject(module, short.as_ptr().cast(), class.pointer()) } != 0 {
        return Err(Raised);
    }
    class.release(); // it took it over
    Ok(ours)
}

/// Adds both classes to the module.
pub fn add_classes(module: *mut PyObject) -> Result<(), Raised> {
    // SAFETY: with `METH_KEYWORDS` Python passes three arguments, and calls it as what it is.
    let result = unsafe {
        let three: unsafe extern "C" fn(_, _, _) -> _ = result;
        mem::transmute::<FunctionWithNames, Function>(three)
    };
    let class = add_class::<PyFuture>(
        module,
        c"extension.Future",
        c"What a callable will have returned.",
        ptr::null_mut(),
        vec![
            method(
                c"result",
                result,
                METH_VARARGS | METH_KEYWORDS,
                c"result(timeout=None): waits for it, without the GIL.",
            ),
            method(
                c"done",
                done,
                METH_NOARGS,
                c"Has it returned, or raised, or been cancelled?",
            ),
            method(
                c"cancel",
                cancel,
                METH_NOARGS,
                c"Cancels it if it has not started. Did it?",
            ),
            PyMethodDef::END,
        ],
    )?;
    let before = FUTURE.swap(class.release(), SeqCst);
    drop(Object::new(before)); // of a module that was loaded before, if there is one
    add_class::<Pool>(
        module,
        c"extension.Pool",
        c"Pool(workers, capacity): threads of Rust that run Python's callables.",
        pool_new as *mut _,
        vec![
            method(
                c"submit",
                submit,
                METH_VARARGS,
                c"submit(callable, *args): a future. Waits while the queue is full.",
            ),
            method(
                c"map",
                map,
                METH_VARARGS,
                c"map(callable, iterable): the list of the results.",
            ),
            method(
                c"shutdown",
                shutdown,
                METH_NOARGS,
                c"Runs what was submitted, and ends.",
            ),
            method(c"__enter__", enter, METH_NOARGS, c"The pool itself."),
            method(c"__exit__", shutdown, METH_VARARGS, c"shutdown()"),
            PyMethodDef::END,
        ],
    )?;
    Ok(())
}
