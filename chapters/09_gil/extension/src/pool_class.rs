//! Python's view of [`Pool`]: a class and its methods.

use std::ffi::c_char;
use std::ptr;

use crate::api::*;
use crate::class::Class;
use crate::future_class;
use crate::input::{arguments, callable_only, number};
use crate::instance::{instance, value};
use crate::map;
use crate::method::{method, to_python};
use crate::object::Object;
use crate::pool::Pool;
use crate::raised::{Raised, raise};

/// As many threads as anybody needs here. Each is promised 16 MiB for its stack.
const MOST_WORKERS: u32 = 1_024;
const MOST_CAPACITY: u32 = u32::MAX / 2;

unsafe extern "C" fn new(
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
        let (workers, capacity) = (
            number(workers, 1, MOST_WORKERS)?,
            number(capacity, 1, MOST_CAPACITY)?,
        );
        instance(class, Pool::new(workers, capacity)?)
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
        future_class::new(future)
    })
}

unsafe extern "C" fn map(pool: *mut PyObject, tuple: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        // SAFETY: a method of `Pool`.
        let pool = unsafe { value::<Pool>(pool)? };
        let [callable, iterable] = arguments(tuple)?;
        map::map(pool, &callable_only(callable)?, iterable)
    })
}

unsafe extern "C" fn shutdown(pool: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        // SAFETY: a method of `Pool`.
        unsafe { value::<Pool>(pool)? }.shutdown()?;
        Ok(Object::none())
    })
}

unsafe extern "C" fn enter(pool: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| Ok(Object::share(pool)))
}

/// Adds the class to the module.
pub fn add(module: *mut PyObject) -> Result<(), Raised> {
    let class = Class {
        name: c"extension.Pool",
        doc: c"Pool(workers, capacity): threads of Rust that run Python's callables.",
        new: new as *mut _,
        methods: vec![
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
        ],
        attributes: Vec::new(),
    };
    class.add::<Pool>(module)?;
    Ok(())
}
