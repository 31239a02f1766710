//! The chapters' pools.

use chapter4::error::TrySendError;

use crate::{Bounded, HandedBack, Pool, Shutdown, Submits, Submitted, TaskError};

impl Pool for chapter1::Pool {
    fn build(_workers: usize, _capacity: usize) -> Self {
        chapter1::Pool::new() // as many threads as tasks
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.execute(task);
        Ok(())
    }
}

impl Pool for chapter2::Pool {
    fn build(workers: usize, _capacity: usize) -> Self {
        chapter2::Pool::new(workers)
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.execute(task);
        Ok(())
    }
}

impl Pool for chapter3::Pool {
    fn build(workers: usize, _capacity: usize) -> Self {
        chapter3::Pool::new(workers).expect("the system gives us threads")
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        Ok(self.execute(task)?)
    }
}

impl Shutdown for chapter3::Pool {
    fn shutdown(&self) {
        self.shutdown();
    }
}

impl Pool for chapter4::Pool {
    fn build(workers: usize, capacity: usize) -> Self {
        chapter4::Pool::new(workers, capacity).expect("the system gives us threads")
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.execute(task)
    }
}

impl Shutdown for chapter4::Pool {
    fn shutdown(&self) {
        self.shutdown();
    }
}

impl Bounded for chapter4::Pool {
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.try_execute(task)
    }
}

/// From chapter 5 on the pools differ in what their futures can do, not in how they take
/// tasks.
macro_rules! give_futures {
    ($($chapter:ident: $shutdown:expr),+ $(,)?) => { $(
        impl Pool for $chapter::Pool {
            fn build(workers: usize, capacity: usize) -> Self {
                $chapter::Pool::new(workers, capacity).expect("the system gives us threads")
            }

            fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
                self.execute(task)
            }
        }

        impl Shutdown for $chapter::Pool {
            fn shutdown(&self) {
                let shutdown: fn(&Self) = $shutdown;
                shutdown(self);
            }
        }

        impl Bounded for $chapter::Pool {
            fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
                match self.try_submit(task) {
                    Ok(future) => drop(future), // detached
                    Err(refused) => return Err(refused.map(|(task, _)| task)),
                }
                Ok(())
            }
        }

        impl Submits for $chapter::Pool {
            type Future<T: Send + 'static> = $chapter::Future<T>;

            fn submit<T: Send + 'static>(
                &self,
                task: impl FnOnce() -> T + Send + 'static,
            ) -> Submitted<Self::Future<T>> {
                self.submit(task)
            }

            fn result<T: Send + 'static>(future: Self::Future<T>) -> Result<T, TaskError> {
                future.result()
            }
        }
    )+ };
}

give_futures! {
    chapter5: chapter5::Pool::shutdown,
    chapter7: |pool| pool.shutdown(chapter7::Pending::Run),
    chapter8: |pool| pool.shutdown(chapter8::Pending::Run),
    chapter12: |pool| pool.shutdown(chapter12::Pending::Run),
}

/// Chapter 10's executor says why it refuses in a type of its own.
fn plain<F>(refused: chapter10::SubmitError<F>) -> chapter5::error::Refused<F> {
    let both = (refused.task, refused.future);
    match refused.why {
        chapter10::Why::Full => TrySendError::Full(both),
        _ => TrySendError::Closed(both),
    }
}

impl Pool for chapter10::ThreadPoolExecutor {
    fn build(workers: usize, capacity: usize) -> Self {
        let builder = chapter10::ThreadPoolExecutor::builder();
        let built = builder.max_workers(workers).capacity(capacity).build();
        built.expect("neither is zero")
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        match self.submit(task) {
            Ok(future) => drop(future), // detached
            Err(refused) => return Err(plain(refused).map(|(task, _)| task)),
        }
        Ok(())
    }
}

impl Shutdown for chapter10::ThreadPoolExecutor {
    fn shutdown(&self) {
        self.shutdown(chapter10::Wait::Yes, chapter10::Pending::Run);
    }
}

impl Bounded for chapter10::ThreadPoolExecutor {
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        match self.try_submit(task) {
            Ok(future) => drop(future), // detached
            Err(refused) => return Err(plain(refused).map(|(task, _)| task)),
        }
        Ok(())
    }
}

impl Submits for chapter10::ThreadPoolExecutor {
    type Future<T: Send + 'static> = chapter10::Future<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Submitted<Self::Future<T>> {
        self.submit(task).map_err(plain)
    }

    fn result<T: Send + 'static>(future: Self::Future<T>) -> Result<T, TaskError> {
        future.result()
    }
}

impl Pool for chapter10::Pool {
    fn build(workers: usize, capacity: usize) -> Self {
        chapter10::Pool::new(workers, capacity).expect("the system gives us threads")
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        match self.apply_async(task) {
            Ok(result) => drop(result), // detached
            Err(refused) => return Err(refused.map(|(task, _)| task)),
        }
        Ok(())
    }
}

impl Shutdown for chapter10::Pool {
    fn shutdown(&self) {
        self.close();
        self.join().expect("it is closed");
    }
}

impl Bounded for chapter10::Pool {
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        match self.try_apply_async(task) {
            Ok(result) => drop(result), // detached
            Err(refused) => return Err(refused.map(|(task, _)| task)),
        }
        Ok(())
    }
}

impl Submits for chapter10::Pool {
    type Future<T: Send + 'static> = chapter10::AsyncResult<Result<T, TaskError>>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Submitted<Self::Future<T>> {
        self.apply_async(task)
    }

    fn result<T: Send + 'static>(future: Self::Future<T>) -> Result<T, TaskError> {
        future.get()
    }
}
