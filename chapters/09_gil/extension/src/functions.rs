//! Functions that wait or compute, each twice: one holds the GIL meanwhile, one releases it.
//!
//! Each pair differs in `allow_threads` and in nothing else.

#[cfg(unix)]
use std::fs::File;
use std::io::{self, Read};
use std::mem::ManuallyDrop;
#[cfg(windows)]
use std::net::TcpStream as File;
use std::thread::sleep;
use std::time::Duration;
use std::{ptr, slice};

use crate::api::*;
use crate::exception::raise_os_error;
use crate::gil::allow_threads;
use crate::input::number;
use crate::method::to_python;
use crate::object::Object;
use crate::raised::{Raised, raise};
use crate::wait::{hear_signals, in_slices};

/// A day: more is a mistake.
const LONGEST: u32 = 86_400_000;

// ANCHOR: sleep
pub unsafe extern "C" fn sleep_holding(_: *mut PyObject, ms: *mut PyObject) -> *mut PyObject {
    to_python(|| pause(ms, sleep))
}

pub unsafe extern "C" fn sleep_releasing(_: *mut PyObject, ms: *mut PyObject) -> *mut PyObject {
    to_python(|| pause(ms, |slice| allow_threads(|| sleep(slice))))
}
// ANCHOR_END: sleep

pub unsafe extern "C" fn checksum_holding(_: *mut PyObject, data: *mut PyObject) -> *mut PyObject {
    to_python(|| unsigned(checksum(bytes(data)?)))
}

pub unsafe extern "C" fn checksum_releasing(
    _: *mut PyObject,
    data: *mut PyObject,
) -> *mut PyObject {
    to_python(|| {
        // Bytes cannot be changed, and our caller keeps them alive. A bytearray, which can
        // be changed while we do not hold the GIL, is refused.
        let bytes = bytes(data)?;
        unsigned(allow_threads(|| checksum(bytes)))
    })
}

pub unsafe extern "C" fn read_holding(_: *mut PyObject, fd: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        let fd = number(fd, 0, i32::MAX as u32)?;
        data(again(|| read(fd))?)
    })
}

pub unsafe extern "C" fn read_releasing(_: *mut PyObject, fd: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        let fd = number(fd, 0, i32::MAX as u32)?;
        data(again(|| allow_threads(|| read(fd)))?)
    })
}

/// Has `sleep` called until so many ms are over, or a signal's handler raises.
fn pause(ms: *mut PyObject, sleep: impl Fn(Duration)) -> Result<Object, Raised> {
    let time = Duration::from_millis(number(ms, 0, LONGEST)?.into());
    in_slices(Some(time), |slice| {
        sleep(slice);
        false
    })?;
    Ok(Object::none())
}

/// A call into the system, once more each time a signal has interrupted it, and its handler has
/// run and not raised. As `os.read` does it: PEP 475.
fn again<R>(mut call: impl FnMut() -> io::Result<R>) -> Result<R, Raised> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => hear_signals()?,
            result => return result.map_err(raise_os_error),
        }
    }
}

/// FNV-1a: a few steps for each byte, one after another.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(16_777_619);
    bytes.iter().fold(2_166_136_261, step)
}

fn unsigned(number: u32) -> Result<Object, Raised> {
    // SAFETY: any number.
    Object::new(unsafe { PyLong_FromUnsignedLong(number.into()) })
}

/// The bytes of a bytes object, for as long as our caller keeps it.
fn bytes<'call>(object: *mut PyObject) -> Result<&'call [u8], Raised> {
    // Not of a class derived from bytes: of that we know nothing.
    // SAFETY: any object; and Python sets its classes before it loads us.
    unsafe {
        let class = Object::new(PyObject_Type(object))?;
        if !ptr::eq(class.pointer(), &raw const PyBytes_Type) {
            return Err(raise(PyExc_TypeError, "it must be bytes"));
        }
    }
    let (mut start, mut length) = (ptr::null_mut(), 0);
    // SAFETY: bytes, and two places to write to.
    if unsafe { PyBytes_AsStringAndSize(object, &mut start, &mut length) } != 0 {
        return Err(Raised);
    }
    // SAFETY: so many bytes are there; they never change, and are alive during the call.
    Ok(unsafe { slice::from_raw_parts(start.cast(), length.unsigned_abs()) })
}

/// Waits until something can be read, and reads it: 4,096 bytes at most.
fn read(fd: u32) -> io::Result<Vec<u8>> {
    // SAFETY: `ManuallyDrop` leaves the closing to Python, who owns it. A number that is no
    // open file or socket is an error of the system's, not of memory.
    #[cfg(unix)]
    let file = unsafe { std::os::fd::FromRawFd::from_raw_fd(fd as i32) };
    #[cfg(windows)] // where a socket is no file
    // SAFETY: as above.
    let file = unsafe { std::os::windows::io::FromRawSocket::from_raw_socket(fd.into()) };
    let mut file: ManuallyDrop<File> = ManuallyDrop::new(file);
    let mut buffer = vec![0; 4_096];
    let length = file.read(&mut buffer)?;
    buffer.truncate(length);
    Ok(buffer)
}

fn data(data: Vec<u8>) -> Result<Object, Raised> {
    // SAFETY: so many bytes are there, and are copied.
    Object::new(unsafe { PyBytes_FromStringAndSize(data.as_ptr().cast(), data.len() as isize) })
}
