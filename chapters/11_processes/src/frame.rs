//! Bytes to frames and back: where one message ends and the next begins.
//!
//! | byte   | 0      | 1 to 4                    | from 5   |
//! |--------|--------|---------------------------|----------|
//! | what   | `0xFF` | length, least byte first  | the body |
//!
//! `0xFF` occurs in no UTF-8 text. So what a function prints between two frames, by
//! mistake, is never taken for one.

use std::io::{self, Read, Write};
use std::{error::Error, fmt};

use super::codec::DecodeError;

const MARK: u8 = 0xFF;

/// The largest body unless a pool is told otherwise.
pub const LIMIT: usize = 64 << 20;

/// Why there is no frame.
#[derive(Debug)]
#[non_exhaustive]
pub enum FrameError {
    /// The pipe failed.
    Io(io::Error),
    /// The pipe ended where a frame should have come. Not from [`read`], to which that is no
    /// error.
    Ended,
    /// The pipe ended inside a frame.
    CutShort,
    /// The length, and the limit that it is above.
    TooLarge(usize, usize),
    /// A frame does not begin with this byte. Most likely somebody printed.
    Garbage(u8),
    /// The frame is whole, and its body is not what it should be.
    Body(DecodeError),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameError::Io(error) => write!(f, "the pipe failed: {error}"),
            FrameError::Ended => f.write_str("the pipe ended"),
            FrameError::CutShort => f.write_str("the pipe ended inside a frame"),
            FrameError::TooLarge(len, limit) => write!(f, "a frame of {len} bytes, of {limit}"),
            FrameError::Garbage(byte) => write!(f, "no frame begins with the byte {byte:#04x}"),
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
            _ => FrameError::Io(error),
        }
    }
}

/// Writes one frame and flushes.
///
/// # Errors
///
/// `TooLarge`, before anything is written; or `Io`.
pub fn write(pipe: &mut impl Write, body: &[u8], limit: usize) -> Result<(), FrameError> {
    let len = u32::try_from(body.len()).unwrap_or(u32::MAX);
    if body.len() > limit || len == u32::MAX {
        return Err(FrameError::TooLarge(body.len(), limit));
    }
    let mut head = vec![MARK];
    head.extend(len.to_le_bytes());
    if body.len() <= 4_096 {
        head.extend_from_slice(body); // one call of the system for a small frame
        pipe.write_all(&head)?;
    } else {
        pipe.write_all(&head)?;
        pipe.write_all(body)?;
    }
    Ok(pipe.flush()?)
}

/// Reads one frame. `None`: the pipe ended where a frame may end.
///
/// # Errors
///
/// All of [`FrameError`]. After one it is not known where the next frame would begin.
pub fn read(pipe: &mut impl Read, limit: usize) -> Result<Option<Vec<u8>>, FrameError> {
    let mut mark = [0];
    loop {
        match pipe.read(&mut mark) {
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
    pipe.read_exact(&mut len)?;
    let len = u32::from_le_bytes(len) as usize;
    if len > limit {
        return Err(FrameError::TooLarge(len, limit));
    }
    // Grows as bytes come, not as the length says.
    let mut body = Vec::new();
    pipe.take(len as u64).read_to_end(&mut body)?;
    match body.len() == len {
        true => Ok(Some(body)),
        false => Err(FrameError::CutShort),
    }
}
