//! Many workers, one input: each takes its next chunk itself.
//!
//! Python cuts the whole input into chunks before `map_async` returns, and queues them all.
//! Here the queue gets one task for each worker, however long the input is. It takes a chunk
//! from the input, runs it, and comes back for the next. So there are never more inputs in
//! memory than one chunk for each worker.
//!
//! | step     | who takes it                           | what it does                              |
//! |----------|----------------------------------------|-------------------------------------------|
//! | `new`    | `map_async`                            | all inputs are still to be taken          |
//! | `invite` | `map_async`, as often as there is room;| one more task of this map in the queue,   |
//! |          | then each worker, with each chunk      | until there is one for each worker        |
//! | `pull`   | a worker, while it has the input       | takes a chunk; the one that finds the     |
//! |          |                                        | input at its end drops it, and closes     |
//! | `run`    | the same worker, without a lock        | calls `f` on the items, hands them in     |
//!
//! Why the map ends, and is settled once:
//!
//! - *Only the first task has to get in*, and `map_async` waits until it has. It alone could do
//!   all the work. The others make it faster, so nobody waits for their places, and those
//!   that come when all is done find nothing.
//! - *No worker waits for the input* while another one is at it. It goes, and is invited again.
//!   See [`desk`](super::desk).
//! - *A chunk is counted before it is taken.* The worker that finds the end of the input may be
//!   another than the one with the last items. See [`progress`](super::progress).
//! - *The tasks hold the share*; the caller does until `map_async` returns. When the last task
//!   has ended, or was dropped by `terminate`, the share goes, and with it the progress, which
//!   settles what is left. So a map of which no task has ever run is settled, too.

use super::desk::Desk;
use super::error::{TaskError, TrySendError};
use super::future::Future;
use super::outcome::{Outcome, Promise};
use super::panics;
use super::pool::Pool;
use super::progress::Progress;
use super::settled::Held;
use super::sync::Arc;
use super::token::CancelToken;

/// A map that is going on. The fields go in their order: what the map captured is gone before
/// its progress says that it is over.
pub(crate) struct Share<I, F, R> {
    desk: Desk<I, F>,
    chunk: usize,
    progress: Progress<R>,
    terminated: CancelToken,
    /// Where the tasks of this map come from.
    pool: Arc<Pool>,
}

struct Chunk<T, F> {
    number: usize,
    items: Vec<T>,
    /// The input panicked after these.
    error: Option<TaskError>,
    f: Arc<F>,
}

impl<I, F, R> Share<I, F, R>
where
    I: ExactSizeIterator + Send + 'static,
    F: Fn(I::Item) -> R + Send + Sync + 'static,
    R: Send + 'static,
{
    /// For `workers` tasks, the first of which is the caller's to submit.
    pub(crate) fn new(
        (input, f): (I, F),
        chunk: usize,
        workers: usize,
        promise: Promise<Held<Vec<Outcome<R>>>>,
        terminated: CancelToken,
        pool: Arc<Pool>,
    ) -> Share<I, F, R> {
        let progress = Progress::new(input.len(), promise, terminated.clone());
        Share {
            desk: Desk::new(input, f, workers.saturating_sub(1)),
            chunk,
            progress,
            terminated,
            pool,
        }
    }

    /// A worker's task: takes chunks and runs them, until there are no more, another worker is
    /// at the input, or the pool is terminated.
    pub(crate) fn work(share: &Arc<Self>) {
        while !share.terminated.is_cancelled() {
            let Some(chunk) = share.pull() else {
                return;
            };
            // Before the chunk is run, which may take long: a worker that is free can come now.
            // Its future is not kept: no waiter needs another task than the first.
            drop(Share::invite(share));
            share.run(chunk);
        }
    }

    /// One more task, if there is work for it and room in the queue. Never waits.
    pub(crate) fn invite(share: &Arc<Self>) -> Option<Future<()>> {
        if !share.desk.wants() {
            return None;
        }
        // Taken off above and put back below, neither while the queue's lock is held: two that
        // invite at once never invite one too many.
        let guest = Arc::clone(share);
        let invited = share.pool.try_submit(move || Share::work(&guest));
        if let Err(TrySendError::Full(_)) = &invited {
            // There may be room with the next chunk. Closed, there never is.
            share.desk.wants_another();
        }
        // A task that was refused is dropped here, and with it one more hand on the share.
        invited.ok()
    }

    // ANCHOR: pull
    /// Takes the next chunk. It may be empty; `None`: there is none for this worker.
    fn pull(&self) -> Option<Chunk<I::Item, F>> {
        let mut source = self.desk.take()?;
        // Before anything is taken from it. The other way round, this worker would hold the last
        // items for a moment while no chunk is at work, and another one, which finds the end of
        // the input just then, would settle the map without them.
        self.progress.begin();
        let mut chunk = Chunk {
            number: source.number,
            items: Vec::new(),
            error: None,
            f: Arc::clone(&source.f),
        };
        source.number += 1;
        // `terminate` is heard here too: a chunk may be as long as the input.
        while chunk.items.len() < self.chunk && !self.terminated.is_cancelled() {
            // Foreign code, and no lock is held. If it panics, that is the end of the input.
            match panics::catch(|| source.input.next()) {
                Ok(Some(item)) => chunk.items.push(item),
                Ok(None) => break,
                Err(payload) => {
                    chunk.error = Some(TaskError::Panicked(payload));
                    break;
                }
            }
        }
        // A full chunk may be the last as well. Then the next `pull` brings an empty one.
        if chunk.items.len() == self.chunk {
            self.desk.put_back(source);
        } else {
            self.desk.end();
            // In any order: this chunk is at work until it has been run, so none of these settles.
            source.discard();
            self.progress.close();
        }
        Some(chunk)
    }
    // ANCHOR_END: pull

    fn run(&self, chunk: Chunk<I::Item, F>) {
        let Chunk {
            number, items, f, ..
        } = chunk;
        let mut outcomes: Vec<_> = items.into_iter().map(|item| self.call(&*f, item)).collect();
        outcomes.extend(chunk.error.map(Err));
        // Our hand on `f` first, the outcomes second: the map may be settled by the second, and
        // who sees it settled sees what `f` captured gone (tokio#7825).
        panics::contain(|| drop(f));
        self.progress.end(number, outcomes);
    }

    /// Each item has its own outcome: one that panics takes nothing from its neighbours.
    fn call(&self, f: &F, item: I::Item) -> Outcome<R> {
        let called = panics::catch(move || {
            // Before each item and not only before each chunk: `join` waits for one item.
            if self.terminated.is_cancelled() {
                return Err(TaskError::Cancelled); // and the item is dropped in here
            }
            Ok(f(item))
        });
        called.unwrap_or_else(|payload| Err(TaskError::Panicked(payload)))
    }
}
