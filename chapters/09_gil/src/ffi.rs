//! Four functions of the C library: three that wait, and one that computes.
//!
//! Declared by hand, as the header files of a 64-bit Unix have them. This is the only file
//! of the book's pools with `unsafe` in it: what each function demands is beside its call.
#![allow(unsafe_code)]

use std::ffi::{c_int, c_long, c_short, c_ulong, c_void};
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};
use std::ptr;

use super::time::Duration;

/// C: `struct timespec`.
#[repr(C)]
struct Timespec {
    seconds: c_long,
    nanoseconds: c_long,
}

/// C: `struct pollfd`.
#[repr(C)]
struct PollFd {
    fd: c_int,
    events: c_short,
    revents: c_short,
}

/// C: `nfds_t`.
#[cfg(target_os = "linux")]
type Count = c_ulong;
#[cfg(not(target_os = "linux"))]
type Count = std::ffi::c_uint;

/// There is something to read. C: `POLLIN`.
const READABLE: c_short = 1;

unsafe extern "C" {
    fn nanosleep(time: *const Timespec, left: *mut Timespec) -> c_int;
    fn poll(fds: *mut PollFd, count: Count, milliseconds: c_int) -> c_int;
    fn read(fd: c_int, into: *mut c_void, room: usize) -> isize;
    fn qsort(
        base: *mut c_void,
        count: usize,
        size: usize,
        compare: extern "C" fn(*const c_void, *const c_void) -> c_int,
    );
}

/// Calls a function of C again while a signal interrupts it. -1 is an error.
fn retry(mut call: impl FnMut() -> isize) -> io::Result<usize> {
    loop {
        if let Ok(result) = usize::try_from(call()) {
            return Ok(result);
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

/// Waits for `time`. C: `nanosleep`.
///
/// # Errors
///
/// What the system says; more seconds than C can count are an invalid input.
pub fn sleep(time: Duration) -> io::Result<()> {
    let seconds = time.as_secs().try_into();
    let mut left = Timespec {
        seconds: seconds.map_err(|_| io::ErrorKind::InvalidInput)?,
        nanoseconds: time.subsec_nanos().into(),
    };
    retry(|| {
        let left = ptr::from_mut(&mut left);
        // SAFETY: both point to one `Timespec`, alive during the call and used by nobody
        // else. C allows it to be one: if a signal interrupts, what is left is in it.
        unsafe { nanosleep(left, left) as isize }
    })?;
    Ok(())
}

/// Waits until there is something to read, or for `milliseconds`. Is there? C: `poll`.
///
/// # Errors
///
/// What the system says.
pub fn wait_readable(fd: BorrowedFd<'_>, milliseconds: u16) -> io::Result<bool> {
    let mut entry = PollFd {
        fd: fd.as_raw_fd(),
        events: READABLE,
        revents: 0,
    };
    // SAFETY: one entry, alive during the call and used by nobody else; the file is open
    // while it is borrowed.
    let ready = retry(|| unsafe { poll(&mut entry, 1, milliseconds.into()) as isize })?;
    Ok(ready > 0)
}

/// Reads what there is, and waits if there is nothing. How much? 0 is the end. C: `read`.
///
/// # Errors
///
/// What the system says.
pub fn read_into(fd: BorrowedFd<'_>, buffer: &mut [u8]) -> io::Result<usize> {
    let (start, room) = (buffer.as_mut_ptr().cast(), buffer.len());
    // SAFETY: `start` has room for `room` bytes, which are borrowed for this call alone;
    // the file is open while it is borrowed.
    retry(|| unsafe { read(fd.as_raw_fd(), start, room) })
}

/// Sorts. C: `qsort`.
pub fn sort(numbers: &mut [u32]) {
    extern "C" fn compare(a: *const c_void, b: *const c_void) -> c_int {
        // SAFETY: `qsort` passes pointers to two elements of the slice below: aligned, alive
        // and not being written during the comparison.
        let (a, b) = unsafe { (*a.cast::<u32>(), *b.cast::<u32>()) };
        a.cmp(&b) as c_int
    }
    let (base, size) = (numbers.as_mut_ptr().cast(), size_of::<u32>());
    // SAFETY: so many elements of that size are there, borrowed for this call alone; any
    // order of them is a sound slice; and the comparison is a total order that never panics.
    unsafe { qsort(base, numbers.len(), size, compare) }
}
