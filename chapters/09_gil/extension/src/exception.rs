//! Python's exceptions: to raise them, and to carry them to another thread.

use std::ffi::CString;
use std::{io, ptr};

use crate::api::*;
use crate::object::Object;

/// An exception is set.
#[derive(Debug)]
pub struct Raised;

/// An exception that was taken away from the thread that raised it.
#[derive(Debug)]
pub struct Exception {
    class: Object,
    value: Option<Object>,
    traceback: Option<Object>,
}

impl Exception {
    /// The one that is set now.
    pub fn take() -> Exception {
        let (mut class, mut value, mut traceback) =
            (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
        // SAFETY: three places to write to.
        unsafe { PyErr_Fetch(&mut class, &mut value, &mut traceback) };
        Exception {
            class: Object::new(class).expect("an exception is set"),
            value: Object::new(value).ok(),
            traceback: Object::new(traceback).ok(),
        }
    }

    /// Sets it here. It stays, to be raised again.
    pub fn raise(&self) -> Raised {
        let share = |object: &Option<Object>| match object {
            Some(object) => Object::share(object.pointer()).release(),
            None => ptr::null_mut(),
        };
        let class = Object::share(self.class.pointer()).release();
        // SAFETY: three references, which it takes over; null is allowed for the last two.
        unsafe { PyErr_Restore(class, share(&self.value), share(&self.traceback)) };
        Raised
    }
}

/// Sets an exception of one of Python's classes.
pub fn raise(class: *mut PyObject, message: &str) -> Raised {
    let message = CString::new(message.replace('\0', " ")).expect("no zeros are left");
    // SAFETY: a class, and a text that ends with a zero and is copied.
    unsafe { PyErr_SetString(class, message.as_ptr()) };
    Raised
}

/// Sets `OSError(errno, message)`. Python makes it an instance of the class for this number:
/// `BlockingIOError`, `ConnectionResetError` and so on.
pub fn raise_os_error(error: io::Error) -> Raised {
    let exception = os_error(&error);
    // Else there is no memory for it, and that is what is raised.
    if let Ok((class, exception)) = exception {
        // SAFETY: an exception of ours, and its class.
        unsafe { PyErr_SetObject(class.pointer(), exception.pointer()) };
    }
    Raised
}

fn os_error(error: &io::Error) -> Result<(Object, Object), Raised> {
    let (number, text) = (error.raw_os_error().unwrap_or(0), error.to_string());
    let text = text.split(" (os error").next().unwrap_or(&text);
    // SAFETY: any number; so many bytes of UTF-8, which are copied; a class that Python
    // sets before it loads us; and an object of ours.
    unsafe {
        let text = PyUnicode_FromStringAndSize(text.as_ptr().cast(), text.len() as isize);
        let number = Object::new(PyLong_FromLong(number.into()))?;
        let arguments = Object::tuple([number, Object::new(text)?])?;
        let exception = Object::share(PyExc_OSError).call(&arguments)?;
        Ok((Object::new(PyObject_Type(exception.pointer()))?, exception))
    }
}
