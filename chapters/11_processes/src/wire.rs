//! The wire format: all that a pool and a worker say to each other, in its order.
//!
//! | side   | says    | how                                                                |
//! |--------|---------|--------------------------------------------------------------------|
//! | pool   | setup   | on the worker's stdin, which then ends: a port, a key, the limit   |
//! | worker | hello   | connects to that port, and sends its half of the key               |
//! | pool   | welcome | its half of the key                                                |
//! | pool   | chunk   | a frame: a name, and then, until it ends, each call's arguments    |
//! |        |         | with their length in front                                         |
//! | worker | answer  | a frame for each call: `Ok` and the result, or `Err` and a         |
//! |        |         | [`Failure`]                                                        |
//!
//! The last two, again and again. At no time do both sides write: the worker reads a whole
//! chunk before it answers, and the pool has all answers before it sends the next. So
//! arguments and results may be larger than what the system keeps for a connection.
//!
//! A frame is in [`frame`](super::frame), a value in [`codec`](super::codec).

use super::codec::{Codec, DecodeError, decode, encode, take_sized};
use super::contain::contain;

/// The argument that makes a program a worker. An argument and not a variable of the
/// environment: that one would be inherited by every program that a function starts.
pub(crate) const WORKER: &str = "--serve-as-pool-worker";

/// What a worker is told first. Not by its arguments, which everybody on the machine can read.
#[derive(Debug, PartialEq, Eq)]
pub struct Setup {
    /// Where the pool listens, on this machine.
    pub port: u16,
    /// Each side shows its half: the worker's, the pool's.
    pub key: (u128, u128),
    /// No body of a chunk, and no answer, is larger.
    pub limit: usize,
}

impl Setup {
    /// As it goes over the worker's stdin.
    pub fn encode(&self) -> Vec<u8> {
        encode(&(self.port, self.key, self.limit))
    }

    /// Back again.
    ///
    /// # Errors
    ///
    /// These bytes are none.
    pub fn decode(bytes: &[u8]) -> Result<Setup, DecodeError> {
        let (port, key, limit) = decode(bytes)?;
        Ok(Setup { port, key, limit })
    }
}

// ANCHOR: chunk
/// The calls of one function that go to a worker together.
pub(crate) struct Chunk {
    /// A frame's body: the name, and behind it the arguments of each call.
    bytes: Vec<u8>,
    /// Where the arguments of each call begin. The last one is the end.
    starts: Vec<usize>,
}

impl Chunk {
    /// No calls yet, of the function of this name.
    pub(crate) fn new(name: &str) -> Chunk {
        let bytes = encode(&name.to_owned());
        let starts = vec![bytes.len()];
        Chunk { bytes, starts }
    }

    /// One call more. If `encode` panics it is none, and this is what it said.
    pub(crate) fn add(&mut self, argument: &impl Codec) -> Result<(), String> {
        // Into a vector of its own: foreign code does not get at what the others wrote.
        let argument = contain(|| encode(argument))?;
        argument.encode(&mut self.bytes);
        self.starts.push(self.bytes.len());
        Ok(())
    }

    /// How many calls.
    pub(crate) fn calls(&self) -> usize {
        self.starts.len() - 1
    }

    /// Without the first `done` calls. Their bytes are gone.
    pub(crate) fn skip(&mut self, done: usize) {
        let (name, start) = (self.starts[0], self.starts[done]);
        self.bytes.drain(name..start);
        self.starts.drain(..done);
        let moved = start - name;
        self.starts.iter_mut().for_each(|start| *start -= moved);
    }
    // ANCHOR_END: chunk

    /// As it goes over the line.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The name at the front of a chunk.
pub(crate) fn name(chunk: &mut &[u8]) -> Result<String, DecodeError> {
    String::decode(chunk)
}

/// The arguments of the next call. `None`: there are no more.
pub(crate) fn arguments<'a>(chunk: &mut &'a [u8]) -> Result<Option<&'a [u8]>, DecodeError> {
    match chunk.is_empty() {
        true => Ok(None),
        false => take_sized(chunk).map(Some),
    }
}

/// What a worker answers if it has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no function of this name.
    Unknown(String),
    /// These bytes are not its arguments.
    BadArguments(String),
    /// It panicked, or the codec of its argument or of its result did.
    Panicked(String),
    /// The result has so many bytes, which is above the limit.
    TooLarge(usize),
}

impl Codec for Failure {
    fn encode(&self, out: &mut Vec<u8>) {
        let (tag, text, bytes) = match self {
            Failure::Unknown(text) => (0_u8, &text[..], 0),
            Failure::BadArguments(text) => (1, &text[..], 0),
            Failure::Panicked(text) => (2, &text[..], 0),
            Failure::TooLarge(bytes) => (3, "", *bytes),
        };
        (tag, text.to_owned(), bytes).encode(out);
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        let (tag, text, bytes) = Codec::decode(input)?;
        match tag {
            0 => Ok(Failure::Unknown(text)),
            1 => Ok(Failure::BadArguments(text)),
            2 => Ok(Failure::Panicked(text)),
            3 => Ok(Failure::TooLarge(bytes)),
            _ => Err(DecodeError::UnknownTag(tag)),
        }
    }
}
