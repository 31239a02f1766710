//! Values to bytes and back. What comes in from another process is believed by nobody.
//!
//! Integers have their size, the least byte first. What has a length has it in front.
//! Everything takes at least one byte, `()` too; so a length that is larger than what is
//! left is a lie, and is found before anything is allocated for it.

use std::{error::Error, fmt};

/// A value that can be sent to another process. Python pickles it.
///
/// Decoding is total: any bytes whatever give a value or an error, never a panic. It
/// allocates for what is there and not for what a length promises.
///
/// ```
/// use chapter11::codec::{DecodeError, decode, encode};
///
/// let bytes = encode(&(7_u8, "seven".to_owned()));
/// assert_eq!(decode::<(u8, String)>(&bytes), Ok((7, "seven".to_owned())));
/// assert_eq!(decode::<(u8, String)>(&bytes[..4]), Err(DecodeError::CutShort));
/// assert_eq!(decode::<Vec<u64>>(&[255; 8]), Err(DecodeError::LengthIsALie));
/// ```
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
fn take<'a>(input: &mut &'a [u8], count: usize) -> Result<&'a [u8], DecodeError> {
    let (front, rest) = input.split_at_checked(count).ok_or(DecodeError::CutShort)?;
    *input = rest;
    Ok(front)
}

/// Writes `value` with its length in bytes in front.
pub(crate) fn encode_sized(value: &impl Codec, out: &mut Vec<u8>) {
    let start = out.len();
    0_usize.encode(out);
    let body = out.len();
    value.encode(out);
    let length = encode(&(out.len() - body));
    out[start..body].copy_from_slice(&length);
}

/// The bytes behind the length at the front of `input`.
pub(crate) fn take_sized<'a>(input: &mut &'a [u8]) -> Result<&'a [u8], DecodeError> {
    let length = usize::decode(input)?;
    take(input, length)
}

macro_rules! integers {
    ($($int:ty),+) => {
        $(impl Codec for $int {
            fn encode(&self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }

            fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
                let bytes = take(input, size_of::<Self>())?;
                Ok(Self::from_le_bytes(bytes.try_into().expect("as many as it has")))
            }
        })+
    };
}
integers!(u16, u32, u64, u128, i8, i16, i32, i64, i128);

impl Codec for u8 {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        Ok(take(input, 1)?[0])
    }

    fn encode_all(values: &[Self], out: &mut Vec<u8>) {
        out.extend_from_slice(values);
    }

    fn decode_all(count: usize, input: &mut &[u8]) -> Result<Vec<Self>, DecodeError> {
        Ok(take(input, count)?.to_vec())
    }
}

/// These differ between machines, so eight bytes on each.
macro_rules! sizes {
    ($($int:ty as $wide:ty),+) => {
        $(impl Codec for $int {
            fn encode(&self, out: &mut Vec<u8>) {
                (*self as $wide).encode(out);
            }

            fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
                let wide = <$wide>::decode(input)?;
                Self::try_from(wide).map_err(|_| DecodeError::TooLarge)
            }
        })+
    };
}
sizes!(usize as u64, isize as i64);

impl Codec for bool {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        match u8::decode(input)? {
            0 => Ok(false),
            1 => Ok(true),
            tag => Err(DecodeError::UnknownTag(tag)),
        }
    }
}

impl Codec for () {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(0);
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        match u8::decode(input)? {
            0 => Ok(()),
            tag => Err(DecodeError::UnknownTag(tag)),
        }
    }
}

impl<T: Codec> Codec for Vec<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        self.len().encode(out);
        T::encode_all(self, out);
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        let count = usize::decode(input)?;
        if count > input.len() {
            return Err(DecodeError::LengthIsALie);
        }
        T::decode_all(count, input)
    }
}

impl Codec for String {
    fn encode(&self, out: &mut Vec<u8>) {
        self.len().encode(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        String::from_utf8(Vec::decode(input)?).map_err(|_| DecodeError::NotText)
    }
}

impl<T: Codec> Codec for Option<T> {
    fn encode(&self, out: &mut Vec<u8>) {
        self.is_some().encode(out);
        self.iter().for_each(|value| value.encode(out));
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        match bool::decode(input)? {
            true => T::decode(input).map(Some),
            false => Ok(None),
        }
    }
}

impl<T: Codec, E: Codec> Codec for Result<T, E> {
    fn encode(&self, out: &mut Vec<u8>) {
        self.is_ok().encode(out);
        match self {
            Ok(value) => value.encode(out),
            Err(error) => error.encode(out),
        }
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        match bool::decode(input)? {
            true => T::decode(input).map(Ok),
            false => E::decode(input).map(Err),
        }
    }
}

macro_rules! tuples {
    ($(($($name:ident),+))+) => {
        $(impl<$($name: Codec),+> Codec for ($($name,)+) {
            #[allow(non_snake_case, reason = "a value by the name of its type")]
            fn encode(&self, out: &mut Vec<u8>) {
                let ($($name,)+) = self;
                $($name.encode(out);)+
            }

            fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
                Ok(($($name::decode(input)?,)+))
            }
        })+
    };
}
tuples!((A)(A, B)(A, B, C)(A, B, C, D));
