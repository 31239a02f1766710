//! Python's exceptions: to carry them to another thread, and to raise the system's errors.

use std::ffi::CStr;
use std::{io, ptr};

use crate::api::*;
use crate::object::Object;
use crate::raised::{Raised, raise};

/// An exception that was taken away from the thread that raised it.
#[derive(Clone, Debug)]
pub struct Exception {
    class: Object,
    value: Object,
    traceback: Option<Object>,
}

impl Exception {
    /// The one that is set now.
    pub fn take() -> Exception {
        let (mut class, mut value, mut traceback) =
            (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
        // SAFETY: three places to write to, and then to change.
        unsafe {
            PyErr_Fetch(&mut class, &mut value, &mut traceback);
            PyErr_NormalizeException(&mut class, &mut value, &mut traceback);
        }
        let exception = Exception {
            class: Object::new(class).expect("an exception is set"),
            value: Object::new(value).expect("it is an instance now"),
            traceback: Object::new(traceback).ok(),
        };
        if let Some(traceback) = &exception.traceback {
            // SAFETY: an exception and a traceback, of which it takes one more reference.
            unsafe { PyException_SetTraceback(exception.value.pointer(), traceback.pointer()) };
        }
        exception
    }

    /// Sets it here. It stays, to be raised again, each time with the traceback of the first.
    pub fn raise(&self) -> Raised {
        let Exception {
            class,
            value,
            traceback,
        } = self.clone();
        let traceback = traceback.map_or(ptr::null_mut(), Object::release);
        // SAFETY: three references, which it takes over; null is allowed for the last.
        unsafe { PyErr_Restore(class.release(), value.release(), traceback) };
        Raised
    }

    /// The instance.
    pub fn value(&self) -> &Object {
        &self.value
    }

    /// Everything that it refers to.
    pub fn references(&self) -> impl Iterator<Item = &Object> {
        [&self.class, &self.value]
            .into_iter()
            .chain(&self.traceback)
    }
}

/// Says on stderr what `place` has raised, where nobody can be told otherwise.
pub fn unraisable(place: &Object, Raised: Raised) {
    // SAFETY: an exception is set; and an object.
    unsafe { PyErr_WriteUnraisable(place.pointer()) };
}

/// Sets an exception of one of the classes in `concurrent.futures`, as Python's own pools do.
pub fn raise_as_futures_do(name: &CStr, message: &str) -> Raised {
    match Object::import(c"concurrent.futures").and_then(|module| module.attribute(name)) {
        Ok(class) => raise(class.pointer(), message),
        Err(raised) => raised,
    }
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
    // SAFETY: any number; a class that Python sets before it loads us; an object of ours.
    unsafe {
        let number = Object::new(PyLong_FromLong(number.into()))?;
        let arguments = Object::tuple([number, Object::text(text)?])?;
        let exception = Object::share(PyExc_OSError).call(&arguments)?;
        Ok((Object::new(PyObject_Type(exception.pointer()))?, exception))
    }
}
