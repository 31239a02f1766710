//! `imap` and `imap_unordered`: chapter 6's `map`, on a pool that may be terminated.

use std::{error::Error, fmt};

use chapter6::map::{Map, Submit};
use chapter6::submit::SubmitTask;
use chapter6::unordered::Unordered;

use super::dummy::Pool;
use super::error::{Refused, TaskError};
use super::mapped::Mapped;

/// Why there is no `imap`. The inputs and the function come back.
pub enum ImapError<I, F> {
    /// A buffer of zero: nothing would ever be taken.
    ZeroBuffer(I, F),
    /// After `close` or `terminate`. Python: `ValueError: Pool not running`.
    Closed(I, F),
}

/// What [`Pool::imap`] returns.
pub type Imap<'p, I, F, R> = Map<'p, 'static, Pool, <I as IntoIterator>::IntoIter, F, R>;

/// What [`Pool::imap_unordered`] returns.
pub type ImapUnordered<'p, I, F, R> =
    Unordered<'p, 'static, Pool, <I as IntoIterator>::IntoIter, F, R>;

impl Pool {
    /// Runs `f` on every input and hands the outcomes out one by one, in order. Python:
    /// `imap(f, inputs, chunksize)`, whose chunk is one too, if nobody says: here it is
    /// [`Map::chunks`] that says.
    ///
    /// Inputs are taken in `next` alone, at most `buffer` ahead; Python takes them all.
    /// An item that fails is one outcome among the others; Python drops the rest of its
    /// chunk. Dropping the iterator cancels what is pending.
    ///
    /// If the pool is closed meanwhile, what is left runs in `next`, and the outcomes are
    /// the same. If it is terminated, they are `Cancelled`.
    ///
    /// # Errors
    ///
    /// A buffer of zero, or closed.
    pub fn imap<I, F, R>(
        &self,
        buffer: usize,
        inputs: I,
        f: F,
    ) -> Result<Imap<'_, I, F, R>, ImapError<I, F>>
    where
        I: IntoIterator<Item: Send + 'static>,
        F: Fn(I::Item) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        let (inputs, f) = self.may_start(buffer, inputs, f)?;
        Ok(Submit::map(self, buffer, inputs, f).expect("the buffer is not zero"))
    }

    /// The same, in the order in which they come. Python: `imap_unordered`.
    ///
    /// # Errors
    ///
    /// A buffer of zero, or closed.
    pub fn imap_unordered<I, F, R>(
        &self,
        buffer: usize,
        inputs: I,
        f: F,
    ) -> Result<ImapUnordered<'_, I, F, R>, ImapError<I, F>>
    where
        I: IntoIterator<Item: Send + 'static>,
        F: Fn(I::Item) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        let (inputs, f) = self.may_start(buffer, inputs, f)?;
        Ok(self
            .map_unordered(buffer, inputs, f)
            .expect("the buffer is not zero"))
    }

    fn may_start<I, F>(&self, buffer: usize, inputs: I, f: F) -> Result<(I, F), ImapError<I, F>> {
        if buffer == 0 {
            return Err(ImapError::ZeroBuffer(inputs, f));
        }
        if self.is_closed() {
            return Err(ImapError::Closed(inputs, f));
        }
        Ok((inputs, f))
    }
}

/// The chunks of an `imap`. What a terminated pool refuses is cancelled; what a closed one
/// refuses comes back, and chapter 6 runs it.
impl SubmitTask<'static> for Pool {
    type Future<T: Send + 'static> = Mapped<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Self::Future<T>, Refused<Self::Future<T>>> {
        match self.inner.submit(task) {
            Ok(future) => Ok(Mapped::new(future, None)),
            Err(_) if self.terminated.is_cancelled() => Ok(Mapped::failed(TaskError::Cancelled)),
            Err(refused) => Err(refused.map(|(task, future)| (task, Mapped::new(future, None)))),
        }
    }
}

impl<I, F> fmt::Debug for ImapError<I, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ImapError::ZeroBuffer(..) => "ZeroBuffer(..)",
            ImapError::Closed(..) => "Closed(..)",
        })
    }
}

impl<I, F> fmt::Display for ImapError<I, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ImapError::ZeroBuffer(..) => "a buffer needs room for at least one item",
            ImapError::Closed(..) => "refused: the pool is closed",
        })
    }
}

impl<I, F> Error for ImapError<I, F> {}
