//! `map`, `imap` and `imap_unordered`: chapter 6's, whose tasks are chunks of calls.

use std::panic::resume_unwind;

use super::calls::Calls;
use super::codec::Codec;
use super::future::{List, Outcome, Submit};
use super::panics::{self, Payload};
use super::pool::Pool;
use super::registry::Function;
use super::result::Answer;
use super::sync::Arc;
use super::task_error::BuildError;

/// Cuts the inputs in chunks of `len`, each when it is asked for.
///
/// Inputs that panic do so in their place, as in chapter 6: first comes the chunk of those
/// before, though it is shorter, and then the panic.
struct Chunks<I> {
    inputs: I,
    len: usize,
    /// What they have panicked with, until its turn comes. None or one.
    panic: List<Payload>,
}

impl<I: Iterator> Iterator for Chunks<I> {
    type Item = List<I::Item>;

    fn next(&mut self) -> Option<List<I::Item>> {
        let mut chunk = List::new(); // grows with what comes, not with what `len` says
        while chunk.len() < self.len && self.panic.is_empty() {
            match panics::catch(|| self.inputs.next()) {
                Ok(Some(input)) => chunk.push(input),
                Ok(None) => break,
                Err(payload) => self.panic.push(payload),
            }
        }
        if !chunk.is_empty() {
            return Some(chunk);
        }
        self.panic.next().map(|payload| resume_unwind(payload))
    }
}

impl<I: Iterator> Chunks<I> {
    fn new(inputs: impl IntoIterator<IntoIter = I>, len: usize) -> Chunks<I> {
        assert!(len > 0, "a chunk has at least one item");
        let inputs = inputs.into_iter();
        let panic = List::new();
        Chunks { inputs, len, panic }
    }

    /// How many of these may be taken ahead, if `buffer` inputs may.
    fn ahead(&self, buffer: usize) -> usize {
        assert!(buffer >= self.len, "a buffer has room for at least a chunk");
        buffer / self.len
    }

    /// All there are, now. Panics if the inputs do, or if their drop does: with the first.
    fn all(mut self) -> List<I::Item> {
        // Caught also if nothing came before it: the inputs are still to be dropped.
        let all = match panics::catch(|| self.next()) {
            Ok(all) => all.unwrap_or_default(),
            Err(first) => {
                self.panic.push(first);
                List::new()
            }
        };
        let Chunks {
            inputs, mut panic, ..
        } = self;
        if let Err(payload) = panics::catch(|| drop(inputs)) {
            panic.push(payload);
        }
        match panic.next() {
            Some(payload) => resume_unwind(payload),
            None => all,
        }
    }
}

/// What a thread does with a chunk. It contains all that is foreign, so it never panics.
fn task<A: Codec, R: Codec>(
    calls: &Arc<Calls>,
    function: &Function<A, R>,
) -> impl Fn(List<A>) -> List<Answer<R>> + use<A, R> {
    let (calls, name) = (Arc::clone(calls), function.name());
    move |chunk| calls.make(name, chunk)
}

/// Each call's own answer, from the outcomes of the chunks.
fn answers<R, M: Iterator<Item = Outcome<List<Answer<R>>>>>(
    outcomes: Result<M, BuildError>,
) -> impl Iterator<Item = Answer<R>> + use<R, M> {
    let outcomes = outcomes.expect("there is room for a chunk");
    // The task never panics, and nobody cancels it; what the pool refuses runs here.
    outcomes.flat_map(|outcome| outcome.expect("a chunk has its answers, whatever happens"))
}

impl Pool {
    /// Calls `function` on every input and waits for all: each input's own answer, in order.
    /// Chunks as in Python, about four for each worker. Python: `map`, which raises the first
    /// error in the place of all results.
    ///
    /// # Panics
    ///
    /// If `inputs` does, or its drop. No call is made then.
    pub fn map<A, R>(
        &self,
        function: &Function<A, R>,
        inputs: impl IntoIterator<Item = A>,
    ) -> Vec<Answer<R>>
    where
        A: Codec + Send + 'static,
        R: Codec + Send + 'static,
    {
        let inputs = Chunks::new(inputs, usize::MAX).all();
        let workers = self.workers;
        let chunk = inputs.len().div_ceil(workers.saturating_mul(4)).max(1);
        let buffer = chunk.saturating_mul(workers.saturating_mul(5));
        self.imap(function, chunk, buffer, inputs).collect()
    }

    /// Calls `function` on every input, `chunk` of them in one frame. The answers come in
    /// order, and at most `buffer` inputs are taken ahead. Python: `imap`.
    ///
    /// Each input has its own answer. If the worker dies, those before it have theirs, that
    /// one is `WorkerDied`, and those behind it are made on another worker. (In Python, an
    /// error in a chunk drops all of the chunk.)
    ///
    /// After [`close`](Pool::close) the inputs that are left are called from this thread, as
    /// in chapter 6, until [`join`](Pool::join) has ended the workers.
    ///
    /// # Panics
    ///
    /// If `chunk` is zero, or `buffer` is less than a chunk. And if `inputs` panics, or its drop:
    /// then in its place, after the answers of all inputs that came before.
    pub fn imap<A, R, I>(
        &self,
        function: &Function<A, R>,
        chunk: usize,
        buffer: usize,
        inputs: I,
    ) -> impl Iterator<Item = Answer<R>> + use<'_, A, R, I>
    where
        A: Codec + Send + 'static,
        R: Codec + Send + 'static,
        I: IntoIterator<Item = A>,
    {
        let chunks = Chunks::new(inputs, chunk);
        let (ahead, task) = (chunks.ahead(buffer), task(&self.calls, function));
        answers(self.threads.map(ahead, chunks, task))
    }

    /// The same, chunks in the order in which they are done. Python: `imap_unordered`.
    ///
    /// # Panics
    ///
    /// As [`imap`](Pool::imap).
    pub fn imap_unordered<A, R, I>(
        &self,
        function: &Function<A, R>,
        chunk: usize,
        buffer: usize,
        inputs: I,
    ) -> impl Iterator<Item = Answer<R>> + use<'_, A, R, I>
    where
        A: Codec + Send + 'static,
        R: Codec + Send + 'static,
        I: IntoIterator<Item = A>,
    {
        let chunks = Chunks::new(inputs, chunk);
        let (ahead, task) = (chunks.ahead(buffer), task(&self.calls, function));
        answers(self.threads.map_unordered(ahead, chunks, task))
    }
}
