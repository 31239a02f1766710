//! Functions by name. A closure cannot be sent to another process; a name can.

use std::collections::HashMap;

use super::codec::{Codec, DecodeError, decode, encode};
use super::contain::contain;
use super::wire::Failure;

/// A function that worker processes know by name. A constant, so that the pool and the
/// workers agree on its types. Python: a function at the top of a module, which is
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
    // ANCHOR: with
    pub fn with<A, R>(mut self, function: &Function<A, R>) -> Registry
    where
        A: Codec + 'static,
        R: Codec + 'static,
    {
        let run = function.run;
        let served: Served = Box::new(move |input| {
            // All of it is foreign: the codecs and the function. The panic is the answer for
            // this call alone; the process lives on. Its statics are the function's to
            // protect, as on any thread.
            let answer = contain(|| -> Result<Vec<u8>, DecodeError> {
                let argument = decode::<A>(input)?;
                Ok(encode(&Ok::<R, Failure>(run(argument))))
            });
            match answer {
                Ok(answer) => answer.map_err(|why| Failure::BadArguments(why.to_string())),
                Err(message) => Err(Failure::Panicked(message)),
            }
        });
        let before = self.functions.insert(function.name, served);
        assert!(before.is_none(), "two functions named {:?}", function.name);
        self
    }
    // ANCHOR_END: with

    /// Runs one call; `input` is its arguments. The bytes of its answer are `limit` at most, or
    /// those of a short refusal.
    pub(crate) fn call(&self, name: &str, input: &[u8], limit: usize) -> Vec<u8> {
        let result = match self.functions.get(name) {
            Some(function) => function(input),
            None => Err(Failure::Unknown(name.to_owned())),
        };
        let answer = result.unwrap_or_else(refusal);
        match answer.len() > limit {
            true => refusal(Failure::TooLarge(answer.len())),
            false => answer,
        }
    }
}

/// The bytes of an answer without a result.
fn refusal(failure: Failure) -> Vec<u8> {
    encode(&Err::<(), _>(failure))
}
