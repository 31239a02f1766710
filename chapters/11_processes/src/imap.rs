//! `map`, `imap` and `imap_unordered`: chapter 6's, whose tasks are chunks of calls.

use super::calls::Calls;
use super::codec::Codec;
use super::contain::Contained;
use super::future::{Outcome, Submit};
use super::pool::Pool;
use super::registry::Function;
use super::result::Answer;
use super::sync::Arc;
use super::task_error::BuildError;

/// The answers of one chunk.
type Answers<R> = Vec<Contained<Answer<R>>>;

/// Cuts the inputs in chunks of `len`, each when it is asked for.
struct Chunks<I> {
    inputs: I,
    len: usize,
}

impl<I: Iterator> Iterator for Chunks<I> {
    type Item = Vec<Contained<I::Item>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut chunk = Vec::new(); // grows with what comes, not with what `len` says
        while chunk.len() < self.len {
            let Some(input) = self.inputs.next() else {
                break;
            };
            chunk.push(Contained::new(input));
        }
        (!chunk.is_empty()).then_some(chunk)
    }
}

impl<I: Iterator> Chunks<Contained<I>> {
    fn new(inputs: impl IntoIterator<IntoIter = I>, len: usize) -> Self {
        assert!(len > 0, "a chunk has at least one item");
        let inputs = Contained::new(inputs.into_iter());
        Chunks { inputs, len }
    }

    /// How many of these may be taken ahead, if `buffer` inputs may.
    fn ahead(&self, buffer: usize) -> usize {
        assert!(buffer >= self.len, "a buffer has room for at least a chunk");
        buffer / self.len
    }
}

/// What a thread does with a chunk. It contains all that is foreign, so it never panics.
fn task<A: Codec, R: Codec>(
    calls: &Arc<Calls>,
    function: &Function<A, R>,
) -> impl Fn(Vec<Contained<A>>) -> Answers<R> + use<A, R> {
    let (calls, name) = (Arc::clone(calls), function.name());
    move |chunk| calls.make(name, chunk)
}

/// Each call's own answer, from the outcomes of the chunks.
fn answers<R, M: Iterator<Item = Outcome<Answers<R>>>>(
    outcomes: Result<M, BuildError>,
) -> impl Iterator<Item = Answer<R>> + use<R, M> {
    let outcomes = outcomes.expect("there is room for a chunk");
    let answers = outcomes.flat_map(|outcome| {
        // The task never panics, and nobody cancels it; what the pool refuses runs here.
        outcome.expect("a chunk has its answers, whatever happens")
    });
    answers.map(Contained::take)
}

impl Pool {
    /// Calls `function` on every input and waits for all: each input's own answer, in order.
    /// Chunks as in Python, about four for each worker. Python: `map`, which raises the first
    /// error in the place of all results.
    ///
    /// # Panics
    ///
    /// If `inputs` does.
    pub fn map<A, R>(
        &self,
        function: &Function<A, R>,
        inputs: impl IntoIterator<Item = A>,
    ) -> Vec<Answer<R>>
    where
        A: Codec + Send + 'static,
        R: Codec + Send + 'static,
    {
        let all = Chunks::new(inputs, usize::MAX).next();
        let inputs = all.unwrap_or_default();
        let workers = self.workers;
        let chunk = inputs.len().div_ceil(workers.saturating_mul(4)).max(1);
        let buffer = chunk.saturating_mul(workers.saturating_mul(5));
        let inputs = inputs.into_iter().map(Contained::take);
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
    /// If `chunk` is zero, or `buffer` is less than a chunk. And, where it is asked for the
    /// next answer, if `inputs` panics.
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
