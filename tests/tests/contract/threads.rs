//! No pool leaves a thread behind. Chapter 2's does, and is caught.
//!
//! One test, in a process of its own, since it counts the threads there: other tests would run
//! beside it and start and end threads of theirs.

use std::panic::catch_unwind;
use std::time::Duration;

use contract::{HandedBack, Pool, leaves_no_thread};

/// Chapter 2's pool, whose workers never end, for a test that is not going to wait.
struct Sleepers(chapter2::Pool);

impl Pool for Sleepers {
    const PATIENCE: Duration = Duration::from_secs(1);

    fn build(workers: usize, _capacity: usize) -> Self {
        Sleepers(chapter2::Pool::new(workers))
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.0.execute(task);
        Ok(())
    }
}

#[test]
fn no_thread_is_left_behind() {
    let test = concat!(module_path!(), "::no_thread_is_left_behind");
    seam::child::alone(test, count_what_is_left);
}

fn count_what_is_left() {
    leaves_no_thread::<chapter1::Pool>(1_000);
    leaves_no_thread::<chapter3::Pool>(1_000);
    leaves_no_thread::<chapter4::Pool>(1_000);
    leaves_no_thread::<chapter5::Pool>(1_000);
    leaves_no_thread::<chapter7::Pool>(1_000);
    leaves_no_thread::<chapter8::Pool>(1_000);
    leaves_no_thread::<chapter10::ThreadPoolExecutor>(1_000);
    leaves_no_thread::<chapter10::Pool>(1_000);
    leaves_no_thread::<chapter12::Pool>(1_000);

    if chapter1::threads::alive().is_some() {
        let panic = catch_unwind(|| leaves_no_thread::<Sleepers>(10)).unwrap_err();
        let said = panic.downcast_ref::<String>().expect("a message");
        assert!(said.starts_with("10 pools left "), "{said}");
    }
}
