//! Values to bytes and back. What comes in from another process is believed by nobody.
//!
//! Integers have their size, the least byte first. What has a length has it in front.
//! Everything takes at least one byte, `()` too; so a length that is larger than what is
//! left is a lie, and is found before anything is allocated for it.

use std::{error::Error, fmt};

/// A value that can be sent to another process. Python pickles it.
///
/// Decoding is total: any bytes whatever give a value or an error, never a panic. It
/// allocates for what is there and not for what a length promises. (One of your own that
/// panics all the same costs its call, and nothing else.)
///
/// ```
/// use chapter11::codec::{DecodeError, decode, encode};
///
/// let bytes = encode(&(7_u8, "seven".to_owned()));
/// assert_eq!(decode::<(u8, String)>(&bytes), Ok((7, "seven".to_owned())));
/// assert_eq!(decode::<(u8, String)>(&bytes[..4]), Err(DecodeError::CutShort));
/// assert_eq!(decode::<Vec<u64>>(&[255; 8]), Err(DecodeError::LengthIsALie));
/// ```
// ANCHOR: codec
pub trait Codec: Sized {
    /// Writes the value behind what is in `out`.
    fn encode(&self, out: &mut Vec<u8>);

    /// Reads a value from the front of `input`, and moves `input` behind it.
    ///
    /// # Errors
    ///
    /// [`DecodeError`]: these bytes are no such value.
    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError>;

    /// Writes many, without their number. One after the other; for bytes, in one go.
    fn encode_all(values: &[Self], out: &mut Vec<u8>) {
        values.iter().for_each(|value| value.encode(out));
    }

    /// Reads `count` values. `count` is at most the number of bytes in `input`.
    ///
    /// # Errors
    ///
    /// That of the first one that is none.
    fn decode_all(count: usize, input: &mut &[u8]) -> Result<Vec<Self>, DecodeError> {
        // Room for as many bytes as there are; more comes only with values that are there.
        let room = input.len() / size_of::<Self>().max(1);
        let mut values = Vec::with_capacity(count.min(room));
        for _ in 0..count {
            values.push(Self::decode(input)?);
        }
        Ok(values)
    }
}
// ANCHOR_END: codec

/// Why bytes are no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// They end before the value does.
    CutShort,
    /// They go on after it.
    TrailingBytes,
    /// A length is larger than what is left.
    LengthIsALie,
    /// A tag that no value has: a bool of 2, an option of 7.
    UnknownTag(u8),
    /// Text that is not UTF-8.
    NotText,
    /// A number that is too large for a `usize` or `isize` here.
    TooLarge,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::CutShort => f.write_str("the bytes end before the value does"),
            DecodeError::TrailingBytes => f.write_str("the bytes go on after the value"),
            DecodeError::LengthIsALie => f.write_str("a length is larger than what is left"),
            DecodeError::UnknownTag(tag) => write!(f, "no value has the tag {tag}"),
            DecodeError::NotText => f.write_str("the text is not UTF-8"),
            DecodeError::TooLarge => f.write_str("the number is too large here"),
        }
    }
}

impl Error for DecodeError {}

/// The bytes of `value`.
pub fn encode(value: &impl Codec) -> Vec<u8> {
    let mut out = Vec::new();
    value.encode(&mut out);
    out
}

/// The value of exactly these bytes.
///
/// # Errors
///
/// As [`Codec::decode`], and if bytes are left over.
pub fn decode<T: Codec>(mut input: &[u8]) -> Result<T, DecodeError> {
    let value = T::decode(&mut input)?;
    match input.is_empty() {
        true => Ok(value),
        false => Err(DecodeError::TrailingBytes),
    }
}

/// Takes `count` bytes from the front.
pub(crate) fn take<'a>(input: &mut &'a [u8], count: usize) -> Result<&'a [u8], DecodeError> {
    let (front, rest) = input.split_at_checked(count).ok_or(DecodeError::CutShort)?;
    *input = rest;
    Ok(front)
}

/// The bytes behind the length at the front of `input`: those of a `Vec<u8>`, where they are.
pub(crate) fn take_sized<'a>(input: &mut &'a [u8]) -> Result<&'a [u8], DecodeError> {
    let length = usize::decode(input)?;
    take(input, length)
}
