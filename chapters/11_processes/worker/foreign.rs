//! Somebody else's types, which panic where they are told to: one fault each.
#![allow(dead_code, reason = "each side uses its part")]

use std::env;
use std::panic::panic_any;

use chapter11::Function;
use chapter11::codec::{Codec, DecodeError};

/// Where it panics, if it does. `Here` is the pool's side, `There` the worker's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    Sound,
    EncodeArgument,
    DecodeArgument,
    Run,
    EncodeResult,
    DecodeResult,
    DropArgumentHere,
    DropArgumentThere,
    DropResultHere,
    DropResultThere,
}

pub use Fault::*;

pub const FAULTS: [Fault; 10] = [
    Sound,
    EncodeArgument,
    DecodeArgument,
    Run,
    EncodeResult,
    DecodeResult,
    DropArgumentHere,
    DropArgumentThere,
    DropResultHere,
    DropResultThere,
];

/// A payload whose drop panics, with a payload whose drop panics.
pub struct Bomb(pub u32);

impl Drop for Bomb {
    fn drop(&mut self) {
        if let Some(left) = self.0.checked_sub(1) {
            panic_any(Bomb(left));
        }
    }
}

/// Goes there.
pub struct Argument(pub Fault);
/// Comes back.
pub struct Product(pub Fault);

pub const PASS: Function<Argument, Product> = Function::new("pass", |argument| {
    panics_if(argument.0, Run);
    Product(argument.0)
});

fn panics_if(fault: Fault, this: Fault) {
    if fault == this {
        panic_any(Bomb(2));
    }
}

fn is_worker() -> bool {
    env::args_os()
        .nth(1)
        .is_some_and(|first| first == "--serve-as-pool-worker")
}

fn from(input: &mut &[u8]) -> Result<Fault, DecodeError> {
    let fault = u8::decode(input)?;
    let of = FAULTS.iter().find(|&&of| of as u8 == fault);
    of.copied().ok_or(DecodeError::UnknownTag(fault))
}

impl Codec for Argument {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(self.0 as u8);
        panics_if(self.0, EncodeArgument);
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        let fault = from(input)?;
        panics_if(fault, DecodeArgument);
        Ok(Argument(fault))
    }
}

impl Codec for Product {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(self.0 as u8);
        panics_if(self.0, EncodeResult);
    }

    fn decode(input: &mut &[u8]) -> Result<Self, DecodeError> {
        let fault = from(input)?;
        panics_if(fault, DecodeResult);
        Ok(Product(fault))
    }
}

impl Drop for Argument {
    fn drop(&mut self) {
        panics_if(
            self.0,
            if is_worker() {
                DropArgumentThere
            } else {
                DropArgumentHere
            },
        );
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        panics_if(
            self.0,
            if is_worker() {
                DropResultThere
            } else {
                DropResultHere
            },
        );
    }
}
