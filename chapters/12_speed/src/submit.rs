//! Chapter 6's `map` on this pool.

use super::error::Refused;
use super::many::submit::SubmitTask;
use super::{Future, Pool};

impl SubmitTask<'static> for Pool {
    type Future<T: Send + 'static> = Future<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Future<T>, Refused<Future<T>>> {
        Pool::submit(self, task)
    }
}
