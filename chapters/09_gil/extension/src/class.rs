//! Python's view of [`Pool`] and [`PyFuture`]: two classes and their methods.

use std::ffi::{c_char, c_int, c_uint};
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering::SeqCst};

use crate::api::*;
use crate::object::{Object, Raised, allow_threads, arguments, number, raise, seconds, to_python};
use crate::pool::{Pool, PyFuture};

/// An instance: what Python puts at its beginning, and then our own.
#[repr(C)]
struct Instance<T> {
    object: PyObject,
    value: *mut T,
}

/// A new instance of `class`, which must be the class for `T`.
fn instance<T>(class: *mut PyObject, value: T) -> Result<Object, Raised> {
    // SAFETY: a class, whose instances have no items.
    let object = Object::new(unsafe { PyType_GenericAlloc(class, 0) })?;
    // SAFETY: its instances are as large as `Instance<T>`, zero, and nobody has seen this one.
    unsafe { (*object.pointer().cast::<Instance<T>>()).value = Box::into_raw(Box::new(value)) };
    Ok(object)
}

/// What is in an instance, for the length of a call, during which Python keeps it.
///
/// # Safety
///
/// `object` is an instance of the class for `T`, as the first argument of a method is.
unsafe fn value<'call, T>(object: *mut PyObject) -> &'call T {
    // SAFETY: see above; `instance` put a value there, and `dealloc` is the end.
    unsafe { &*(*object.cast::<Instance<T>>()).value }
}

unsafe extern "C" fn dealloc<T>(object: *mut PyObject) {
    // SAFETY: Python calls it once, with an instance that nobody refers to. An instance has
    // a reference to its class, which goes with it; `PyObject_Type` gives one more.
    unsafe {
        let class = PyObject_Type(object);
        let value = (*object.cast::<Instance<T>>()).value;
        if !value.is_null() {
            // A panic must not leave, and an exception that is set must survive.
            let (mut a, mut b, mut c) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
            PyErr_Fetch(&mut a, &mut b, &mut c);
            let value = Box::from_raw(value);
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(value)));
            PyErr_Restore(a, b, c);
        }
        PyObject_Free(object.cast());
        Py_DecRef(class);
        Py_DecRef(class);
    }
}

/// The class of futures, for `Pool.submit`. Python keeps it: the module has a reference.
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
        let (pool, length) = unsafe { (value::<Pool>(pool), PyTuple_Size(tuple)) };
        if length < 1 {
            // SAFETY: Python sets it before it loads us.
            return Err(raise(
                unsafe { PyExc_TypeError },
                "it takes a callable, and its arguments",
            ));
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
        let pool = unsafe { value::<Pool>(pool) };
        let [callable, iterable] = arguments(tuple)?;
        pool.map(&callable_only(callable)?, iterable)
    })
}

unsafe extern "C" fn shutdown(pool: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        // SAFETY: a method of `Pool`.
        unsafe { value::<Pool>(pool) }.shutdown();
        Ok(Object::none())
    })
}

unsafe extern "C" fn enter(pool: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| Ok(Object::share(pool)))
}

unsafe extern "C" fn result(future: *mut PyObject, tuple: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        // SAFETY: a method of `Future`, and Python passes a tuple.
        let (future, length) = unsafe { (value::<PyFuture>(future), PyTuple_Size(tuple)) };
        let timeout = match length {
            0 => None,
            _ => seconds(arguments::<1>(tuple)?[0])?,
        };
        future.result(timeout)
    })
}

unsafe extern "C" fn done(future: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: a method of `Future`.
    to_python(|| truth(unsafe { value::<PyFuture>(future) }.done()))
}

unsafe extern "C" fn cancel(future: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        // SAFETY: a method of `Future`.
        let future = unsafe { value::<PyFuture>(future) };
        truth(allow_threads(|| future.cancel()))
    })
}

fn truth(truth: bool) -> Result<Object, Raised> {
    // SAFETY: any number.
    Object::new(unsafe { PyBool_FromLong(truth.into()) })
}

fn callable_only(object: *mut PyObject) -> Result<Object, Raised> {
    // SAFETY: any object.
    match unsafe { PyCallable_Check(object) } {
        // SAFETY: Python sets it before it loads us.
        0 => Err(raise(unsafe { PyExc_TypeError }, "it cannot be called")),
        _ => Ok(Object::share(object)),
    }
}

/// Makes a class and adds it to the module. Python keeps pointers to the methods, so they
/// stay for ever.
fn add_class<T>(
    module: *mut PyObject,
    name: &'static std::ffi::CStr,
    doc: &'static std::ffi::CStr,
    new: *mut std::ffi::c_void,
    methods: Vec<PyMethodDef>,
) -> Result<*mut PyObject, Raised> {
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
    let class = Object::new(unsafe { PyType_FromSpec(&mut spec) })?.release();
    let short = &name.to_bytes_with_nul()[b"extension.".len()..];
    // SAFETY: a module, a name that ends with a zero, and a reference that it takes over.
    match unsafe { PyModule_AddObject(module, short.as_ptr().cast(), class) } {
        0 => Ok(class),
        _ => Err(Raised),
    }
}

/// Adds both classes to the module.
pub fn add_classes(module: *mut PyObject) -> Result<(), Raised> {
    let method = |name: &'static std::ffi::CStr, function, flags, doc: &'static std::ffi::CStr| {
        crate::method(name, function, flags, doc)
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
                METH_VARARGS,
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
    FUTURE.store(class, SeqCst);
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
