//! Functions by name. A closure cannot be sent to another process; a name can.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::codec::{Codec, DecodeError, decode, encode};
use super::task_error::TaskError;

/// A function that worker processes know by name. A constant, so that whoever calls it and
/// whoever serves it agree on its types. Python: a function at the top of a module, which is
/// pickled as its name.
///
/// ```
/// use chapter11::Function;
///
/// const SQUARE: Function<u64, u64> = Function::new("square", |n| n * n);
/// ```
pub struct Function<A, R> {
    name: &'static str,
    run: fn(A) -> R,
}

impl<A, R> Function<A, R> {
    /// `run`, by this name.
    pub const fn new(name: &'static str, run: fn(A) -> R) -> Self {
        Function { name, run }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// What a worker answers if it has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no function of this name.
    Unknown(String),
    /// These bytes are not its arguments.
    BadArguments(String),
    /// It panicked.
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

/// From the bytes of the arguments to the bytes of the answer.
type Served = Box<dyn Fn(&[u8]) -> Result<Vec<u8>, Failure>>;

/// The functions that a program's workers serve.
#[derive(Default)]
pub struct Registry {
    functions: HashMap<&'static str, Served>,
}

impl Registry {
    /// No functions yet.
    pub fn new() -> Registry {
        Registry::default()
    }

    /// With this one too.
    ///
    /// # Panics
    ///
    /// If there is one of its name.
    #[must_use]
    pub fn with<A, R>(mut self, function: &Function<A, R>) -> Registry
    where
        A: Codec + 'static,
        R: Codec + 'static,
    {
        let run = function.run;
        let served: Served = Box::new(move |input| {
            let argument =
                decode::<A>(input).map_err(|why| Failure::BadArguments(why.to_string()))?;
            // The panic is the answer for this call alone; the process lives on. Its
            // statics are the function's to protect, as on any thread.
            catch_unwind(AssertUnwindSafe(|| {
                encode(&Ok::<R, Failure>(run(argument)))
            }))
            .map_err(|payload| Failure::Panicked(TaskError::Panicked(payload).message().to_owned()))
        });
        let before = self.functions.insert(function.name, served);
        assert!(before.is_none(), "two functions named {:?}", function.name);
        self
    }

    /// Runs one call; `input` is its arguments.
    pub(crate) fn call(&self, name: &str, input: &[u8]) -> Vec<u8> {
        let result = match self.functions.get(name) {
            Some(function) => function(input),
            None => Err(Failure::Unknown(name.to_owned())),
        };
        result.unwrap_or_else(refusal)
    }
}

/// The bytes of an answer without a result.
pub(crate) fn refusal(failure: Failure) -> Vec<u8> {
    encode(&Err::<(), _>(failure))
}
