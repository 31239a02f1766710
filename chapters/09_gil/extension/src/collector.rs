//! Python's collector of circles, and what a value of ours has to say to it.
//!
//! Python counts references, and a circle of them never counts down to 0. An exception has a
//! traceback, which has a frame, whose local variable is a future, which has the exception. So
//! from time to time Python asks everything it knows what it refers to, and takes away what is
//! only referred to by itself. `instance.rs` passes the questions on.

use std::ffi::{c_int, c_void};

use crate::api::*;
use crate::object::Object;

/// What is in an instance of one of our classes.
pub trait Value: 'static {
    /// Names every reference to a Python object that it owns, once each.
    ///
    /// The collector comes in the middle of anything, with the GIL. So this changes nothing,
    /// runs no Python and waits for nobody: its only locks are those that need the GIL.
    fn visit(&self, visitor: &Visitor) -> Result<(), Enough>;

    /// Gives them up: nobody reaches it any more. What goes may run Python, so with no lock.
    fn clear(&self);
}

/// The collector, as it goes from object to object.
pub struct Visitor {
    visit: Visit,
    argument: *mut c_void,
}

/// It has seen enough, and this is its reason.
pub struct Enough(pub c_int);

impl Visitor {
    /// What Python passes.
    pub fn new(visit: Visit, argument: *mut c_void) -> Visitor {
        Visitor { visit, argument }
    }

    /// Names a reference.
    pub fn visit(&self, object: &Object) -> Result<(), Enough> {
        // SAFETY: an object that we own.
        unsafe { self.visit_pointer(object.pointer()) }
    }

    /// Names a reference that is in Python's part of an instance.
    ///
    /// # Safety
    ///
    /// `object` is one.
    pub unsafe fn visit_pointer(&self, object: *mut PyObject) -> Result<(), Enough> {
        // SAFETY: the collector's own function and argument, while it waits for us.
        match unsafe { (self.visit)(object, self.argument) } {
            0 => Ok(()),
            why => Err(Enough(why)),
        }
    }
}
