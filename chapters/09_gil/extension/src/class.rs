//! To make a class of Python's: one whose instances hold a value of ours.

use std::ffi::{CStr, c_int, c_void};
use std::mem::offset_of;
use std::ptr;

use crate::api::*;
use crate::collector::Value;
use crate::instance::{Instance, clear, dealloc, traverse};
use crate::method::{method, to_python};
use crate::object::Object;
use crate::raised::{Raised, raise};

/// What makes a class.
pub struct Class {
    /// With the module's: `c"extension.Pool"`.
    pub name: &'static CStr,
    pub doc: &'static CStr,
    /// C: `tp_new`. Null: only we make instances.
    pub new: *mut c_void,
    pub methods: Vec<PyMethodDef>,
    pub attributes: Vec<PyGetSetDef>,
}

/// For `pickle` and `copy`: there is one of each, with its threads, in this process.
unsafe extern "C" fn reduce(_: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: Python sets it before it loads us.
    to_python(|| Err(raise(unsafe { PyExc_TypeError }, "it cannot be copied")))
}

impl Class {
    /// Makes the class for `T` and adds it to the module. Python keeps pointers to the tables,
    /// so they stay for ever.
    pub fn add<T: Value>(mut self, module: *mut PyObject) -> Result<Object, Raised> {
        self.methods.extend([
            method(c"__reduce__", reduce, METH_NOARGS, c"Raises."),
            PyMethodDef::END,
        ]);
        self.attributes.push(PyGetSetDef::END);
        // Where Python's list of weak references begins.
        let members = vec![
            PyMemberDef {
                name: c"__weaklistoffset__".as_ptr(),
                kind: T_PYSSIZET,
                offset: offset_of!(Instance<T>, weak) as isize,
                flags: READONLY,
                doc: ptr::null(),
            },
            PyMemberDef::END,
        ];
        let slot = |slot, value| PySlot { slot, value };
        let mut slots = vec![
            slot(Py_tp_dealloc, dealloc::<T> as *mut _),
            slot(Py_tp_traverse, traverse::<T> as *mut _),
            slot(Py_tp_clear, clear::<T> as *mut _),
            slot(Py_tp_doc, self.doc.as_ptr().cast_mut().cast()),
            slot(Py_tp_methods, self.methods.leak().as_mut_ptr().cast()),
            slot(Py_tp_members, members.leak().as_mut_ptr().cast()),
            slot(Py_tp_getset, self.attributes.leak().as_mut_ptr().cast()),
        ];
        let mut flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;
        match self.new.is_null() {
            true => flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION,
            false => slots.push(slot(Py_tp_new, self.new)),
        }
        slots.push(slot(0, ptr::null_mut()));
        let mut spec = PyType_Spec {
            name: self.name.as_ptr(),
            basicsize: size_of::<Instance<T>>() as c_int,
            itemsize: 0,
            flags,
            slots: slots.as_mut_ptr(),
        };
        // SAFETY: names and tables that stay; the tables and the slots end with zeros.
        let class = Object::new(unsafe { PyType_FromSpec(&mut spec) })?;
        let ours = class.clone();
        let short = &self.name.to_bytes_with_nul()[b"extension.".len()..];
        // SAFETY: a module, a name that ends with a zero, and a reference.
        if unsafe { PyModule_AddObject(module, short.as_ptr().cast(), class.pointer()) } != 0 {
            return Err(Raised);
        }
        class.release(); // it took it over
        Ok(ours)
    }
}
