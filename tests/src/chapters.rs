//! The chapters' pools.

use crate::{Bounded, Pool, Refused, Shutdown};

impl Pool for chapter1::Pool {
    fn build(_workers: usize, _capacity: usize) -> Self {
        chapter1::Pool::new() // as many threads as tasks
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), Refused> {
        self.execute(task);
        Ok(())
    }
}

impl Pool for chapter2::Pool {
    fn build(workers: usize, _capacity: usize) -> Self {
        chapter2::Pool::new(workers)
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), Refused> {
        self.execute(task);
        Ok(())
    }
}

impl Pool for chapter3::Pool {
    fn build(workers: usize, _capacity: usize) -> Self {
        chapter3::Pool::new(workers).expect("the system gives us threads")
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), Refused> {
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

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), Refused> {
        self.execute(task)
    }
}

impl Shutdown for chapter4::Pool {
    fn shutdown(&self) {
        self.shutdown();
    }
}

impl Bounded for chapter4::Pool {
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), Refused> {
        self.try_execute(task)
    }
}
