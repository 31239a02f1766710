//! Chapter 4's pool, with one mistake; and two mistakes that the properties meet as well.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use contract::{Bounded, HandedBack, Pool, Shutdown, Task};

/// What goes wrong. Whatever a mistake does not redefine is right.
pub trait Mistake: Default + Send + Sync + 'static {
    const PATIENCE: Duration = Duration::from_secs(60);
    const GRACE: Duration = Duration::from_secs(1);

    fn build(workers: usize, capacity: usize) -> chapter4::Pool {
        chapter4::Pool::new(workers, capacity).unwrap()
    }

    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        pool.execute(task)
    }

    fn try_execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        pool.try_execute(task)
    }

    fn shutdown(&self, pool: &chapter4::Pool) {
        pool.shutdown();
    }

    fn drop(&self, pool: chapter4::Pool) {
        self.shutdown(&pool);
    }
}

/// A pool that makes the mistake `M`.
pub struct Wrong<M: Mistake> {
    mistake: M,
    /// `None` only in `drop`.
    pool: Option<chapter4::Pool>,
}

impl<M: Mistake> Wrong<M> {
    fn pool(&self) -> &chapter4::Pool {
        self.pool.as_ref().expect("it is there until the drop")
    }
}

impl<M: Mistake> Pool for Wrong<M> {
    const PATIENCE: Duration = M::PATIENCE;
    const GRACE: Duration = M::GRACE;

    fn build(workers: usize, capacity: usize) -> Self {
        Wrong {
            mistake: M::default(),
            pool: Some(M::build(workers, capacity)),
        }
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.mistake.execute(self.pool(), Box::new(task))
    }
}

impl<M: Mistake> Shutdown for Wrong<M> {
    fn shutdown(&self) {
        self.mistake.shutdown(self.pool());
    }
}

impl<M: Mistake> Bounded for Wrong<M> {
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.mistake.try_execute(self.pool(), Box::new(task))
    }
}

impl<M: Mistake> Drop for Wrong<M> {
    fn drop(&mut self) {
        if let Some(pool) = self.pool.take() {
            self.mistake.drop(pool);
        }
    }
}

/// Says yes to every task and drops every tenth.
#[derive(Default)]
pub struct LosesTasks(AtomicUsize);

impl Mistake for LosesTasks {
    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        match self.0.fetch_add(1, SeqCst) % 10 {
            9 => Ok(()),
            _ => pool.execute(task),
        }
    }
}

/// Last in, first out.
#[derive(Default)]
pub struct Stack {
    /// Protects the tasks that no worker has taken yet.
    tasks: Arc<Mutex<Vec<Task>>>,
}

impl Mistake for Stack {
    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        self.tasks.lock().unwrap().push(task);
        let tasks = Arc::clone(&self.tasks);
        pool.execute(move || {
            let task = tasks.lock().unwrap().pop();
            task.expect("one for each execute")();
        })
    }
}
