//! `imap`: chapter 6's `map`, whose tasks are chunks of calls.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::calls::Calls;
use super::codec::Codec;
use super::error::CallError;
use super::future::Maps;
use super::result::Answer;
use super::sync::Arc;
use super::task_error::TaskError;
use super::threads::Pool;

/// Cuts the inputs in chunks of `len`, each when it is asked for.
struct Chunks<I> {
    inputs: I,
    len: usize,
}

impl<I: Iterator> Iterator for Chunks<I> {
    type Item = Vec<I::Item>;

    fn next(&mut self) -> Option<Vec<I::Item>> {
        let chunk = self.inputs.by_ref().take(self.len).collect::<Vec<_>>();
        (!chunk.is_empty()).then_some(chunk)
    }
}

fn chunks<I: IntoIterator>(inputs: I, len: usize) -> Chunks<I::IntoIter> {
    assert!(len > 0, "a chunk has at least one item");
    let inputs = inputs.into_iter();
    Chunks { inputs, len }
}

/// What a thread does with a chunk. Never panics, so every input has its answer: a codec of
/// somebody else's may panic as it writes.
fn task<A, R>(
    calls: &Arc<Calls>,
    name: &'static str,
) -> impl Fn(Vec<A>) -> Vec<Answer<R>> + use<A, R>
where
    A: Codec,
    R: Codec,
{
    let calls = Arc::clone(calls);
    move |chunk| {
        catch_unwind(AssertUnwindSafe(|| calls.make(name, &chunk))).unwrap_or_else(|payload| {
            let message = TaskError::Panicked(payload).message().to_owned();
            let error = || Err(CallError::Panicked(message.clone()));
            chunk.iter().map(|_| error()).collect()
        })
    }
}

pub(crate) fn ordered<'p, A, R, I>(
    threads: &'p Pool,
    calls: &Arc<Calls>,
    name: &'static str,
    chunk: usize,
    buffer: usize,
    inputs: I,
) -> impl Iterator<Item = Answer<R>> + use<'p, A, R, I>
where
    A: Codec + Send + 'static,
    R: Codec + Send + 'static,
    I: IntoIterator<Item = A>,
{
    let chunks = chunks(inputs, chunk);
    let answers = threads.map(buffer / chunk, chunks, task(calls, name));
    let answers = answers.expect("a buffer holds at least a chunk");
    answers.flat_map(|outcome| outcome.expect("it contains its panics, and nobody cancels it"))
}

pub(crate) fn unordered<'p, A, R, I>(
    threads: &'p Pool,
    calls: &Arc<Calls>,
    name: &'static str,
    chunk: usize,
    buffer: usize,
    inputs: I,
) -> impl Iterator<Item = Answer<R>> + use<'p, A, R, I>
where
    A: Codec + Send + 'static,
    R: Codec + Send + 'static,
    I: IntoIterator<Item = A>,
{
    let chunks = chunks(inputs, chunk);
    let answers = threads.map_unordered(buffer / chunk, chunks, task(calls, name));
    let answers = answers.expect("a buffer holds at least a chunk");
    answers.flat_map(|outcome| outcome.expect("it contains its panics, and nobody cancels it"))
}
