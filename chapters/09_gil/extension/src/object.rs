//! Python's objects, in Rust's terms: references that are counted, and what one can do with
//! any object.

use std::ffi::CStr;
use std::ptr::NonNull;

use crate::api::*;
use crate::gil::attached;
use crate::raised::Raised;

/// A reference to a Python object that we own.
#[derive(Debug)]
pub struct Object(NonNull<PyObject>);

// SAFETY: a reference is a count, and only changed by who holds the GIL: see `drop`.
unsafe impl Send for Object {}
// SAFETY: as above: whatever one does with it, one does with the GIL.
unsafe impl Sync for Object {}

impl Object {
    /// Takes over a reference that a function returned; null is its error.
    pub fn new(pointer: *mut PyObject) -> Result<Object, Raised> {
        NonNull::new(pointer).map(Object).ok_or(Raised)
    }

    /// One more reference to what somebody else owns. `object` must be one.
    pub fn share(object: *mut PyObject) -> Object {
        // SAFETY: an object, and this thread holds the GIL.
        unsafe { Py_IncRef(object) };
        Object(NonNull::new(object).expect("Python passes no null here"))
    }

    pub fn none() -> Object {
        Object::share((&raw const _Py_NoneStruct).cast_mut())
    }

    /// `True` or `False`
    pub fn truth(truth: bool) -> Result<Object, Raised> {
        // SAFETY: any number.
        Object::new(unsafe { PyBool_FromLong(truth.into()) })
    }

    /// A `str`.
    pub fn text(text: &str) -> Result<Object, Raised> {
        // SAFETY: so many bytes of UTF-8, which are copied.
        Object::new(unsafe {
            PyUnicode_FromStringAndSize(text.as_ptr().cast(), text.len() as isize)
        })
    }

    pub fn pointer(&self) -> *mut PyObject {
        self.0.as_ptr()
    }

    /// Gives the reference away.
    pub fn release(self) -> *mut PyObject {
        let pointer = self.pointer();
        std::mem::forget(self);
        pointer
    }

    /// A tuple of these.
    pub fn tuple<const N: usize>(items: [Object; N]) -> Result<Object, Raised> {
        // SAFETY: any length.
        let tuple = Object::new(unsafe { PyTuple_New(N as isize) })?;
        for (index, item) in items.into_iter().enumerate() {
            // SAFETY: a new tuple with this index, which takes the reference over.
            if unsafe { PyTuple_SetItem(tuple.pointer(), index as isize, item.release()) } != 0 {
                return Err(Raised);
            }
        }
        Ok(tuple)
    }

    pub fn attribute(&self, name: &CStr) -> Result<Object, Raised> {
        // SAFETY: an object that we own, and a name that ends with a zero.
        Object::new(unsafe { PyObject_GetAttrString(self.pointer(), name.as_ptr()) })
    }

    /// `import name`
    pub fn import(name: &CStr) -> Result<Object, Raised> {
        // SAFETY: a name that ends with a zero.
        Object::new(unsafe { PyImport_ImportModule(name.as_ptr()) })
    }

    pub fn call(&self, arguments: &Object) -> Result<Object, Raised> {
        // SAFETY: two objects that we own, the second a tuple.
        Object::new(unsafe { PyObject_CallObject(self.pointer(), arguments.pointer()) })
    }
}

impl Clone for Object {
    /// One more reference to the same object.
    fn clone(&self) -> Object {
        Object::share(self.pointer())
    }
}

impl Drop for Object {
    /// On any thread: it takes the GIL, which costs little if this thread has it. At the
    /// very end, when the interpreter has gone, nobody needs the reference back.
    fn drop(&mut self) {
        // SAFETY: may be called at any time.
        if unsafe { Py_IsInitialized() } == 0 {
            return;
        }
        attached(|| {
            // SAFETY: our reference, given up once, with the GIL.
            unsafe { Py_DecRef(self.pointer()) }
        });
    }
}
