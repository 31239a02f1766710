//! C functions as a Python extension would wrap them. Each twice: one wrapping holds the
//! GIL while C runs, the other releases it.
//!
//! The pairs differ in `py.allow_threads` and in nothing else. Python's own `time.sleep`,
//! `select.poll`, `socket.recv` release it; many a C extension's functions do not.

use std::io;
use std::os::fd::AsFd;

use super::ffi;
use super::gil::Python;
use super::time::Duration;

// ANCHOR: sleep
/// `nanosleep`, with the GIL held.
///
/// # Errors
///
/// What the system says, here and below.
pub fn sleep_holding(_py: &mut Python<'_>, time: Duration) -> io::Result<()> {
    ffi::sleep(time)
}

/// `nanosleep`, with the GIL released.
///
/// # Errors
///
/// What the system says.
pub fn sleep_releasing(py: &mut Python<'_>, time: Duration) -> io::Result<()> {
    py.allow_threads(|| ffi::sleep(time))
}
// ANCHOR_END: sleep

/// `poll`, with the GIL held: waits until `fd` can be read, or for `milliseconds`. Can it?
///
/// # Errors
///
/// What the system says.
pub fn poll_holding(_py: &mut Python<'_>, fd: impl AsFd, milliseconds: u16) -> io::Result<bool> {
    ffi::wait_readable(fd.as_fd(), milliseconds)
}

/// `poll`, with the GIL released.
///
/// # Errors
///
/// What the system says.
pub fn poll_releasing(py: &mut Python<'_>, fd: impl AsFd, milliseconds: u16) -> io::Result<bool> {
    let fd = fd.as_fd();
    py.allow_threads(|| ffi::wait_readable(fd, milliseconds))
}

/// `read`, with the GIL held: waits until there is something. How many bytes are in
/// `buffer` now?
///
/// # Errors
///
/// What the system says.
pub fn read_holding(_py: &mut Python<'_>, fd: impl AsFd, buffer: &mut [u8]) -> io::Result<usize> {
    ffi::read_into(fd.as_fd(), buffer)
}

/// `read`, with the GIL released.
///
/// # Errors
///
/// What the system says.
pub fn read_releasing(py: &mut Python<'_>, fd: impl AsFd, buffer: &mut [u8]) -> io::Result<usize> {
    let fd = fd.as_fd();
    py.allow_threads(|| ffi::read_into(fd, buffer))
}

/// `qsort`, with the GIL held: it does not wait, it computes.
pub fn sort_holding(_py: &mut Python<'_>, numbers: &mut [u32]) {
    ffi::sort(numbers);
}

/// `qsort`, with the GIL released: two threads sort on two cores.
pub fn sort_releasing(py: &mut Python<'_>, numbers: &mut [u32]) {
    py.allow_threads(|| ffi::sort(numbers));
}
