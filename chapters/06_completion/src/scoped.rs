//! A pool whose tasks may borrow, since it ends before what they borrow.
//!
//! The one module here that loom does not check: loom has no scoped threads. What could go
//! wrong between the threads is in the channel, which chapter 4 checks; that they have
//! ended when `scope` returns is the standard library's promise.

use super::channel::{Sender, channel};
use super::error::{BuildError, Refused, check_limits};
use super::future::{Future, promise};
use super::submit::{ScopedTask, SubmitTask};
use super::thread;
use super::worker;

/// Starts `workers` threads over a queue with room for `capacity` tasks, and hands the pool
/// to `f`. When `f` returns or panics, the accepted tasks run, the workers end, and only
/// then does `scope` return. Python's `with` block, and the borrow checker knows of it.
///
/// # Errors
///
/// [`BuildError`], as for [`Pool::new`](super::Pool::new). Then `f` has not been called.
///
/// # Panics
///
/// If `f` does. Panics of tasks are outcomes, and go no further.
///
/// ```
/// let (one, two) = (String::from("one"), String::from("two"));
/// let length = chapter6::scope(2, 2, |pool| {
///     let one = pool.submit(|| one.len());
///     let two = pool.submit(|| two.len());
///     one.result().unwrap() + two.result().unwrap()
/// });
/// assert_eq!(length.unwrap(), 6);
/// println!("{one} and {two} are still ours");
/// ```
// ANCHOR: scope
pub fn scope<'env, R>(
    workers: usize,
    capacity: usize,
    f: impl FnOnce(&ScopedPool<'env>) -> R,
) -> Result<R, BuildError> {
    check_limits(workers, capacity)?;
    let (sender, receiver) = channel::<ScopedTask<'env>>(capacity);
    thread::scope(|threads| {
        // Dropped on every way out, a panic of `f` included. With it goes the only sender,
        // which closes the channel: the workers drain it, end, and are joined.
        let pool = ScopedPool { sender };
        for n in 0..workers {
            let receiver = receiver.clone();
            thread::Builder::new()
                .name(format!("worker-{n}"))
                .spawn_scoped(threads, move || worker::work(&receiver))
                .map_err(BuildError::Spawn)?;
        }
        Ok(f(&pool))
    })
}
// ANCHOR_END: scope

/// The pool of a [`scope`]: its tasks may borrow everything that outlives the scope.
///
/// The pool itself does not. So no task can submit to the pool that it runs on, and then
/// wait for room that only it could make:
///
/// ```compile_fail,E0521
/// chapter6::scope(1, 1, |pool| {
///     pool.submit(|| pool.submit(|| ()));
/// });
/// ```
pub struct ScopedPool<'env> {
    sender: Sender<ScopedTask<'env>>,
}

impl<'env> ScopedPool<'env> {
    /// Puts `task` at the end of the queue, waiting for room while it is full, and returns
    /// the future of its result. It is never refused: nothing closes this pool but its end.
    pub fn submit<T: Send + 'env>(&self, task: impl FnOnce() -> T + Send + 'env) -> Future<T> {
        let (promise, future) = promise();
        let sent = self.sender.send(Box::new(move || promise.run(task)));
        sent.expect("open as long as there is a sender, and the workers receive");
        future
    }
}

impl<'env> SubmitTask<'env> for ScopedPool<'env> {
    type Future<T: Send + 'env> = Future<T>;

    fn submit<T: Send + 'env>(
        &self,
        task: impl FnOnce() -> T + Send + 'env,
    ) -> Result<Future<T>, Refused<Future<T>, ScopedTask<'env>>> {
        Ok(ScopedPool::submit(self, task))
    }
}
