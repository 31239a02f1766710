//! Inputs, and how they end: by `None`, or by a panic of their own.
//!
//! `map` takes inputs ahead of what it hands out. So when the inputs panic, it is too early to
//! say so: the caller has not yet seen the outcomes of those before. The panic is kept, as one
//! keeps an outcome, until its turn comes.
//!
//! | the inputs                    | `next`       | `end`                                  |
//! |-------------------------------|--------------|----------------------------------------|
//! | bring one                     | it           |                                        |
//! | have no more                  | drops them   | returns                                |
//! | panic, there or in their drop | drops them   | panics with it, the first time         |

use std::panic::resume_unwind;

use super::panics::{self, Payload};

/// Foreign inputs that end once: they are not asked again.
pub(crate) struct Inputs<I> {
    /// `None` once they have ended.
    inputs: Option<I>,
    /// What they have panicked with, until the caller hears of it.
    panic: Option<Payload>,
}

impl<I: Iterator> Inputs<I> {
    pub(crate) fn new(inputs: I) -> Inputs<I> {
        Inputs {
            inputs: Some(inputs),
            panic: None,
        }
    }

    /// All before have been handed out, so the end has come: here it panics, if it has to.
    pub(crate) fn end(&mut self) {
        if let Some(payload) = self.panic.take() {
            resume_unwind(payload); // the panic hook has told of it already
        }
    }
}

impl<I: Iterator> Iterator for Inputs<I> {
    type Item = I::Item;

    // ANCHOR: next
    /// Never panics.
    fn next(&mut self) -> Option<I::Item> {
        let inputs = self.inputs.as_mut()?;
        match panics::catch(|| inputs.next()) {
            Ok(Some(input)) => return Some(input),
            Ok(None) => {}
            Err(payload) => self.panic = Some(payload),
        }
        let ended = self.inputs.take();
        if let Err(payload) = panics::catch(|| drop(ended)) {
            // One panic can be resumed: the first, which is why they are dropped here.
            match self.panic {
                Some(_) => panics::contain(|| drop(payload)),
                None => self.panic = Some(payload),
            }
        }
        None
    }
    // ANCHOR_END: next
}

impl<I> Drop for Inputs<I> {
    fn drop(&mut self) {
        let unheard = self.panic.take();
        panics::contain(|| drop(unheard)); // a payload's destructor is foreign code, too
    }
}
