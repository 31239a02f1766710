//! What becomes of a call: from arguments to bytes, to a worker and back, to an answer.
//!
//! | step      | whose code runs | a worker in hand | what can go wrong, and then          |
//! |-----------|-----------------|------------------|--------------------------------------|
//! | encode    | the caller's    | no               | it panics: that call's answer        |
//! | take      | ours            | from here        | it is the end: everybody's answer    |
//! | talk      | ours            | yes              | the worker dies: the answer of the   |
//! |           |                 |                  | call that it had; the rest goes on   |
//! | give back | ours            | to here          |                                      |
//! | decode    | the caller's    | no               | it panics: that call's answer        |
//!
//! **No foreign code runs with a worker in hand.** In the first version the answers were
//! decoded as they came. A `decode` that panicked took the worker with it, and one that used
//! the pool waited for the very place that its own thread held.
//!
//! **Whose call is it that a worker died of?** A worker answers each call of a chunk before
//! it begins the next. So with `n` answers there, it was the call behind them: that one may
//! have had effects, and is not made again. Those behind it have not begun, and go to
//! another worker.
//!
//! **It ends.** Each round of [`answers`](Calls::answers) has one answer more at least, since
//! a worker that was taken has said hello: it answers, or dies of a call.

use super::codec::{Codec, decode};
use super::contain::contain;
use super::error::CallError;
use super::future::List;
use super::panics;
use super::process::{Program, grace};
use super::result::Answer;
use super::wire::{Chunk, Failure};
use super::workers::Workers;

/// The workers of one pool, and how to make calls there. The pool holds it, and each call
/// that is not made yet; the last of them ends the workers.
pub(crate) struct Calls {
    pub(crate) workers: Workers,
    max_tasks: usize,
    limit: usize,
}

impl Calls {
    pub(crate) fn new(workers: usize, max_tasks: usize, program: Program) -> Calls {
        Calls {
            limit: program.limit,
            workers: Workers::new(workers, program),
            max_tasks,
        }
    }

    /// Makes the calls of one chunk, one after the other, and has an answer for each.
    pub(crate) fn make<A: Codec, R: Codec>(
        &self,
        name: &str,
        arguments: List<A>,
    ) -> List<Answer<R>> {
        let mut chunk = Chunk::new(name);
        // Once for each argument, however often its bytes are sent.
        let encoded = arguments.map(|argument| {
            let added = chunk.add(&argument);
            panics::contain(|| drop(argument));
            added
        });
        let encoded = encoded.collect::<Vec<_>>();
        let mut answers = self.answers(chunk).into_iter();
        let answer = |encoded: Result<(), String>| {
            encoded.map_err(CallError::Panicked)?;
            let bytes = answers.next().expect("one call, one answer")?;
            read(&bytes)
        };
        encoded.into_iter().map(answer).collect()
    }

    /// The bytes of each answer.
    fn answers(&self, mut chunk: Chunk) -> Vec<Result<Vec<u8>, CallError>> {
        let calls = chunk.calls();
        let mut answers = Vec::with_capacity(calls);
        while answers.len() < calls {
            let before = answers.len();
            if let Err(error) = self.talk(&chunk, &mut answers) {
                answers.resize(calls, Err(error)); // what is true of all the rest
            } else {
                chunk.skip(answers.len() - before);
            }
        }
        answers
    }

    /// Has one worker answer as many of these calls as it can, and settles the one that it
    /// dies of.
    ///
    /// # Errors
    ///
    /// What is true of all calls that have no answer yet.
    // ANCHOR: talk
    fn talk(
        &self,
        chunk: &Chunk,
        answers: &mut Vec<Result<Vec<u8>, CallError>>,
    ) -> Result<(), CallError> {
        let bytes = chunk.bytes();
        if bytes.len() > self.limit {
            return Err(CallError::TooLarge(bytes.len()));
        }
        // From here on a panic gives the place back, and ends the worker.
        let (taken, process) = self.workers.take()?;
        let all = answers.len() + chunk.calls();
        let served = process.serve(bytes, chunk.calls(), |bytes| answers.push(Ok(bytes)));
        match served {
            Ok(served) if served < self.max_tasks => {
                taken.rest();
                return Ok(());
            }
            Ok(_) => _ = process.end(grace()), // it has served long enough
            Err(error) => {
                let death = process.autopsy(&error);
                if answers.len() < all {
                    // Looked at when it is dead: `terminate` says so first, and then kills.
                    answers.push(Err(match self.workers.is_terminated() {
                        true => CallError::Terminated,
                        false => CallError::WorkerDied(death),
                    }));
                }
            }
        }
        drop(taken);
        // Another one is in its place before anybody hears of it. If that fails, the next
        // call tries again.
        let _ = self.workers.fill();
        Ok(())
    }
    // ANCHOR_END: talk
}

/// What the bytes of an answer say.
fn read<R: Codec>(bytes: &[u8]) -> Answer<R> {
    match contain(|| decode::<Result<R, Failure>>(bytes)) {
        Ok(Ok(answer)) => answer.map_err(CallError::from),
        Ok(Err(why)) => Err(CallError::BadResult(why)),
        Err(message) => Err(CallError::Panicked(message)),
    }
}
