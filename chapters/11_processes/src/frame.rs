//! Bytes to frames and back: where one message ends and the next begins.
//!
//! | byte   | 0      | 1 to 4                    | from 5   |
//! |--------|--------|---------------------------|----------|
//! | what   | `0xFF` | length, least byte first  | the body |
//!
//! `0xFF` occurs in no UTF-8 text. So text is never taken for a frame, and two sides of which
//! one has lost count most likely notice at once.

use std::io::{self, Read, Write};
use std::{error::Error, fmt};

use super::codec::DecodeError;

const MARK: u8 = 0xFF;

/// The largest body unless a pool is told otherwise.
pub const LIMIT: usize = 64 << 20;

/// The largest body there can be: its length has four bytes.
pub const MOST: usize = u32::MAX as usize;

/// Why there is no frame.
#[derive(Debug)]
#[non_exhaustive]
pub enum FrameError {
    /// The line failed.
    Io(io::Error),
    /// The line ended where a frame should have come. Not from [`read`], to which that is no
    /// error.
    Ended,
    /// The line ended inside a frame.
    CutShort,
    /// The length, and the limit that it is above.
    TooLarge(usize, usize),
    /// A frame does not begin with this byte.
    Garbage(u8),
    /// There is more than was asked for.
    TooMuch,
    /// The frame is whole, and its body is not what it should be.
    Body(DecodeError),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameError::Io(error) => write!(f, "the line failed: {error}"),
            FrameError::Ended => f.write_str("the line ended"),
            FrameError::CutShort => f.write_str("the line ended inside a frame"),
            FrameError::TooLarge(len, limit) => write!(f, "a frame of {len} bytes, of {limit}"),
            FrameError::Garbage(byte) => write!(f, "no frame begins with the byte {byte:#04x}"),
            FrameError::TooMuch => f.write_str("more answers than calls"),
            FrameError::Body(error) => write!(f, "a frame that says nothing: {error}"),
        }
    }
}

impl Error for FrameError {}

impl From<DecodeError> for FrameError {
    fn from(error: DecodeError) -> Self {
        FrameError::Body(error)
    }
}

impl From<io::Error> for FrameError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => FrameError::CutShort,
            // The other side is gone: before we came, or before it had read all that we wrote.
            io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe => FrameError::Ended,
            _ => FrameError::Io(error),
        }
    }
}

/// Writes one frame and flushes.
///
/// # Errors
///
/// `TooLarge`, before anything is written; or `Io`, or `Ended`.
pub fn write(line: &mut impl Write, body: &[u8], limit: usize) -> Result<(), FrameError> {
    let len = match u32::try_from(body.len()) {
        Ok(len) if body.len() <= limit => len,
        _ => return Err(FrameError::TooLarge(body.len(), limit.min(MOST))),
    };
    let mut head = vec![MARK];
    head.extend(len.to_le_bytes());
    if body.len() <= 4_096 {
        head.extend_from_slice(body); // one call of the system for a small frame
        line.write_all(&head)?;
    } else {
        line.write_all(&head)?;
        line.write_all(body)?;
    }
    Ok(line.flush()?)
}

/// Reads one frame. `None`: the line ended where a frame may end.
///
/// # Errors
///
/// All of [`FrameError`]. After one it is not known where the next frame would begin.
// ANCHOR: read
pub fn read(line: &mut impl Read, limit: usize) -> Result<Option<Vec<u8>>, FrameError> {
    let mut mark = [0];
    loop {
        match line.read(&mut mark) {
            Ok(0) => return Ok(None),
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    if mark != [MARK] {
        return Err(FrameError::Garbage(mark[0]));
    }
    let mut len = [0; 4];
    line.read_exact(&mut len)?;
    let len = u32::from_le_bytes(len) as usize;
    if len > limit {
        return Err(FrameError::TooLarge(len, limit));
    }
    // Grows as bytes come, not as the length says.
    let mut body = Vec::new();
    line.take(len as u64).read_to_end(&mut body)?;
    match body.len() == len {
        true => Ok(Some(body)),
        false => Err(FrameError::CutShort),
    }
}
// ANCHOR_END: read
