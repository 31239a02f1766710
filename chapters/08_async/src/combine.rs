//! Several futures as one: all of them, or the first of two.
//!
//! Small, and therefore not clever. Each poll asks everyone again, not only those that were
//! woken: a `join_all` of n futures is polled up to n times and asks n each time. For
//! thousands, spawn each on an [`Executor`](super::Executor).

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// Waits for all of them. The outputs come in the order of the futures.
/// Python: `asyncio.gather`, which stops waiting at the first error; this does not.
///
/// Dropped, it drops all the futures. As with any `async fn`, nothing happens before the
/// first poll.
pub async fn join_all<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    enum Part<F: Future> {
        Waiting(Pin<Box<F>>), // boxed, since some futures must not move once polled
        Done(F::Output),
    }
    let mut parts: Vec<Part<F>> = futures
        .into_iter()
        .map(|future| Part::Waiting(Box::pin(future)))
        .collect();
    poll_fn(|cx| {
        // All of them, though only one may have been woken: they share one waker, which does
        // not say whom it was for.
        let mut waiting = false;
        for part in &mut parts {
            if let Part::Waiting(future) = part {
                match future.as_mut().poll(cx) {
                    // A future that is done is dropped here and never polled again.
                    Poll::Ready(output) => *part = Part::Done(output),
                    Poll::Pending => waiting = true,
                }
            }
        }
        match waiting {
            true => Poll::Pending,
            false => Poll::Ready(()),
        }
    })
    .await;
    let outputs = parts.into_iter().map(|part| match part {
        Part::Done(output) => output,
        Part::Waiting(_) => unreachable!("all were done"),
    });
    outputs.collect()
}

/// One of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Either<A, B> {
    /// The first of the two.
    Left(A),
    /// The second.
    Right(B),
}

/// Waits for one of the two, and gives the other one back: to be awaited later, cancelled,
/// or dropped. If both are done it takes `a`.
/// Python: `asyncio.wait(.., return_when=FIRST_COMPLETED)`.
///
/// Dropped, it drops both. `Unpin`: our own futures are; an `async` block becomes so by
/// `Box::pin`.
// ANCHOR: select
pub async fn select<A, B>(mut a: A, mut b: B) -> Either<(A::Output, B), (B::Output, A)>
where
    A: Future + Unpin,
    B: Future + Unpin,
{
    let first = poll_fn(|cx| match Pin::new(&mut a).poll(cx) {
        Poll::Ready(output) => Poll::Ready(Either::Left(output)),
        Poll::Pending => Pin::new(&mut b).poll(cx).map(Either::Right),
    });
    match first.await {
        Either::Left(output) => Either::Left((output, b)),
        Either::Right(output) => Either::Right((output, a)),
    }
}
// ANCHOR_END: select
