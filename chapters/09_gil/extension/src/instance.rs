//! An instance of one of our classes: a value of Rust's in an object of Python's.
//!
//! | Python calls | when                                        | and we                     |
//! |--------------|---------------------------------------------|----------------------------|
//! | [`traverse`] | it looks for circles                        | name every reference we own |
//! | [`clear`]    | this one is in a circle that nobody reaches | give up those references   |
//! | [`dealloc`]  | the last reference has gone                 | are gone                   |
//!
//! The last two drop Python's objects, which may run any code: they do it last, and with no
//! lock. They wait for nobody either: it may happen at any line of a program, which may hold
//! a lock there that a task wants.
//!
//! An instance belongs to the process that made it. After a fork its methods raise in the
//! child, and its end there drops Python's objects and leaves the rest: see `process::forks`.

use std::any::Any;
use std::cell::RefCell;
use std::ffi::{c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{mem, ptr};

use crate::api::*;
use crate::collector::{Enough, Value, Visitor};
use crate::object::Object;
use crate::process;
use crate::raised::{Raised, raise};

/// An instance: what Python puts at its beginning, and then our own.
#[repr(C)]
pub struct Instance<T> {
    object: PyObject,
    value: *mut T,
    /// Python's list of who has a weak reference to it.
    pub weak: *mut PyObject,
    /// After how many forks it was made.
    forks: u32,
}

/// A new instance of `class`, which must be the class for `T`.
pub fn instance<T>(class: *mut PyObject, value: T) -> Result<Object, Raised> {
    // SAFETY: a class, whose instances have no items.
    let object = Object::new(unsafe { PyType_GenericAlloc(class, 0) })?;
    // SAFETY: its instances are as large as `Instance<T>`, and zero. The collector may have seen
    // it, but has kept nothing.
    let instance = unsafe { &mut *object.pointer().cast::<Instance<T>>() };
    instance.forks = process::forks();
    instance.value = Box::into_raw(Box::new(value));
    Ok(object)
}

/// What is in an instance, for the length of a call, during which Python keeps it.
///
/// # Safety
///
/// `object` is an instance of the class for `T`, as the first argument of a method is.
pub unsafe fn value<'call, T>(object: *mut PyObject) -> Result<&'call T, Raised> {
    // SAFETY: see above.
    let instance = unsafe { &*object.cast::<Instance<T>>() };
    if instance.forks != process::forks() {
        // SAFETY: Python sets it before it loads us, here and below.
        let class = unsafe { PyExc_RuntimeError };
        return Err(raise(class, "its threads are in the process that forked"));
    }
    // SAFETY: `instance` put a value there, and `dealloc` is the end.
    Ok(unsafe { &*instance.value })
}

/// Python's collector calls it: what does this instance refer to? To its class, too.
pub unsafe extern "C" fn traverse<T: Value>(
    object: *mut PyObject,
    visit: Visit,
    argument: *mut c_void,
) -> c_int {
    let visitor = Visitor::new(visit, argument);
    // SAFETY: an instance, which is there during the call. Its value is null if the collector
    // comes while it is being made.
    let (class, value) = unsafe { ((*object).class(), (*object.cast::<Instance<T>>()).value) };
    // SAFETY: as above, twice.
    let (seen, value) = unsafe { (visitor.visit_pointer(class), value.as_ref()) };
    match seen.and_then(|()| value.map_or(Ok(()), |value| value.visit(&visitor))) {
        Ok(()) => 0,
        Err(Enough(why)) => why,
    }
}

/// Python's collector calls it: nobody reaches this instance, break the circle.
pub unsafe extern "C" fn clear<T: Value>(object: *mut PyObject) -> c_int {
    // SAFETY: as in `traverse`.
    if let Some(value) = unsafe { (*object.cast::<Instance<T>>()).value.as_ref() } {
        value.clear();
    }
    0
}

/// Python calls it when nobody refers to an instance any more.
pub unsafe extern "C" fn dealloc<T: Value>(object: *mut PyObject) {
    // SAFETY: Python calls it once, with an instance that nobody refers to. An instance has a
    // reference to its class, which goes with it.
    unsafe {
        PyObject_GC_UnTrack(object.cast());
        let class = (*object).class();
        let instance = object.cast::<Instance<T>>();
        if !(*instance).weak.is_null() {
            PyObject_ClearWeakRefs(object);
        }
        let value = mem::replace(&mut (*instance).value, ptr::null_mut());
        if !value.is_null() {
            // An exception that is set must survive.
            let (mut a, mut b, mut c) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
            PyErr_Fetch(&mut a, &mut b, &mut c);
            match (*instance).forks == process::forks() {
                true => drop_in_turn(Box::from_raw(value)),
                false => (*value).clear(),
            }
            PyErr_Restore(a, b, c);
        }
        PyObject_GC_Del(object.cast());
        Py_DecRef(class);
    }
}

/// Drops `value`, or has the `dealloc` drop it that this thread is in. For a value's end may be
/// the end of the next instance, whose value's end...: a chain of a million futures needs no
/// stack.
fn drop_in_turn(value: Box<dyn Any>) {
    thread_local! {
        /// What is to be dropped by the outermost; `None` if there is none.
        static TURNS: RefCell<Option<Vec<Box<dyn Any>>>> = const { RefCell::new(None) };
    }
    let mut value = Some(value);
    let outermost = TURNS.try_with(|turns| match &mut *turns.borrow_mut() {
        Some(turns) => {
            turns.extend(value.take());
            false
        }
        none => {
            *none = Some(Vec::new());
            true
        }
    });
    while let Some(next) = value {
        // A panic must not leave: C is below.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(next)));
        value = None;
        if outermost == Ok(true) {
            let _ = TURNS.try_with(|turns| {
                value = turns.borrow_mut().as_mut().and_then(Vec::pop);
                if value.is_none() {
                    turns.replace(None);
                }
            });
        }
    }
}
