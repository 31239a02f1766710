//! The values that can be sent: std's everyday types. A type of one's own is a tuple of these.

use super::codec::{Codec, DecodeError, take};

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
