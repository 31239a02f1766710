//! Functions that wait or compute, each twice: one holds the GIL meanwhile, one releases it.
//!
//! Each pair differs in `allow_threads` and in nothing else.

use std::io;
use std::thread::sleep;
use std::time::Duration;

use crate::api::*;
use crate::object::{Object, Raised, allow_threads, number, raise, to_python};

/// A day: more is a mistake.
const LONGEST: u32 = 86_400_000;

pub unsafe extern "C" fn sleep_holding(_: *mut PyObject, ms: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        let time = Duration::from_millis(number(ms, 0, LONGEST)?.into());
        sleep(time);
        Ok(Object::none())
    })
}

pub unsafe extern "C" fn sleep_releasing(_: *mut PyObject, ms: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        let time = Duration::from_millis(number(ms, 0, LONGEST)?.into());
        allow_threads(|| sleep(time));
        Ok(Object::none())
    })
}

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
        data(read(fd))
    })
}

pub unsafe extern "C" fn read_releasing(_: *mut PyObject, fd: *mut PyObject) -> *mut PyObject {
    to_python(|| {
        let fd = number(fd, 0, i32::MAX as u32)?;
        data(allow_threads(|| read(fd)))
    })
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
    let (mut start, mut length) = (std::ptr::null_mut(), 0);
    // SAFETY: any object, and two places to write to. It refuses what is not bytes.
    if unsafe { PyBytes_AsStringAndSize(object, &mut start, &mut length) } != 0 {
        return Err(Raised);
    }
    // SAFETY: so many bytes are there; they never change, and are alive during the call.
    Ok(unsafe { std::slice::from_raw_parts(start.cast(), length.unsigned_abs()) })
}

/// Waits until something can be read, and reads it: 4,096 bytes at most.
#[cfg(unix)]
fn read(fd: u32) -> io::Result<Vec<u8>> {
    use std::io::Read;
    use std::mem::ManuallyDrop;
    use std::os::fd::FromRawFd;

    // SAFETY: `ManuallyDrop` leaves the closing to Python, who owns it. A number that is no
    // open file is an error of the system's, not of memory.
    let mut file = ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(fd as i32) });
    let mut buffer = vec![0; 4_096];
    let length = file.read(&mut buffer)?;
    buffer.truncate(length);
    Ok(buffer)
}

/// On Windows a socket is no file.
#[cfg(not(unix))]
fn read(_fd: u32) -> io::Result<Vec<u8>> {
    Err(io::ErrorKind::Unsupported.into())
}

fn data(read: io::Result<Vec<u8>>) -> Result<Object, Raised> {
    // SAFETY: Python sets it before it loads us.
    let data = read.map_err(|error| raise(unsafe { PyExc_OSError }, &error.to_string()))?;
    // SAFETY: so many bytes are there, and are copied.
    Object::new(unsafe { PyBytes_FromStringAndSize(data.as_ptr().cast(), data.len() as isize) })
}
