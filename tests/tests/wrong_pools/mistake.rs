//! Chapter 4's pool, with one mistake.

use std::time::Duration;

use contract::{Bounded, Pool, Refused, Shutdown, Task};

/// What goes wrong. Whatever a mistake does not redefine is right.
pub trait Mistake: Default + Send + Sync + 'static {
    const PATIENCE: Duration = Duration::from_secs(60);
    const GRACE: Duration = Duration::from_secs(1);

    fn build(workers: usize, capacity: usize) -> chapter4::Pool {
        chapter4::Pool::new(workers, capacity).unwrap()
    }

    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), Refused> {
        pool.execute(task)
    }

    fn try_execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), Refused> {
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

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), Refused> {
        self.mistake.execute(self.pool(), Box::new(task))
    }
}

impl<M: Mistake> Shutdown for Wrong<M> {
    fn shutdown(&self) {
        self.mistake.shutdown(self.pool());
    }
}

impl<M: Mistake> Bounded for Wrong<M> {
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), Refused> {
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

/// None at all. If its pool were rejected, the wrapping would be what the promises find.
#[derive(Default)]
struct NoMistake;

impl Mistake for NoMistake {
    const GRACE: Duration = Duration::from_millis(100);
}

contract::promises! { no_mistake: super::Wrong<super::NoMistake> =>
    runs_every_task_once,
    runs_the_tasks_of_many_producers,
    a_task_may_execute_tasks,
    n_tasks_run_at_once,
    at_most_n_tasks_run_at_once,
    first_in_first_out,
    drop_waits_for_every_task,
    the_last_handle_may_go_in_a_task,
    a_panic_takes_nothing_with_it,
    drop_waits_though_a_task_panicked,
    a_panic_may_carry_a_bomb,
    shutdown_hands_the_task_back,
    shutdown_runs_what_is_queued,
    every_shutdown_waits,
    shutdown_in_a_task_returns,
    accepted_or_handed_back,
    at_most_capacity_wait,
    execute_waits_for_room,
    shutdown_frees_blocked_producers,
    execute_in_a_task_of_a_full_pool,
}
