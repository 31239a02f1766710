//! Two wrong pools, which show that the grid finds a hang, a panic and an abort.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chapter4::panics::Payload;
use contract::{HandedBack, Pool, Shutdown};

use super::rows::row;
use super::{Row, play, tasks};

/// Chapter 2's, in which a panic ends the worker.
struct Mortal(chapter2::Pool);

impl Pool for Mortal {
    fn build(workers: usize, _: usize) -> Self {
        Mortal(chapter2::Pool::new(workers))
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        self.0.execute(task);
        Ok(())
    }
}

impl Shutdown for Mortal {
    fn shutdown(&self) {}
}

/// Keeps what panics have carried, and drops it all at the end.
struct Keeps {
    pool: chapter4::Pool,
    /// Protects the payloads, in the order in which they came.
    payloads: Arc<Mutex<Vec<Payload>>>,
}

impl Pool for Keeps {
    fn build(workers: usize, capacity: usize) -> Self {
        Keeps {
            pool: chapter4::Pool::new(workers, capacity).unwrap(),
            payloads: Arc::default(),
        }
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        let payloads = Arc::clone(&self.payloads);
        self.pool.execute(move || {
            if let Err(payload) = catch_unwind(AssertUnwindSafe(task)) {
                payloads.lock().unwrap().push(payload);
            }
        })
    }
}

impl Shutdown for Keeps {
    fn shutdown(&self) {
        self.pool.shutdown();
    }
}

fn rows() -> Vec<Row> {
    let mut mortal = row::<Mortal>("Mortal", tasks::executed);
    mortal.patience = Duration::from_secs(1);
    vec![mortal, row::<Keeps>("Keeps", tasks::executed)]
}

#[test]
fn it_finds_a_hang_a_panic_and_an_abort() {
    let test = concat!(module_path!(), "::it_finds_a_hang_a_panic_and_an_abort");
    let Some(failed) = play(test, rows()) else {
        return;
    };
    let (mortal, keeps) = failed.split_at(4);
    assert!(
        mortal.iter().all(|cell| cell.starts_with("Mortal, ")),
        "{failed:?}"
    );
    assert!(mortal[0].contains("still not done"), "{failed:?}");
    // A text does no harm as it is dropped. One bomb is a panic, or aborts if it goes with its
    // thread; two abort.
    let [bomb, twice, ending] = keeps else {
        panic!("{failed:?}");
    };
    assert!(bomb.starts_with("Keeps, Bomb: "), "{failed:?}");
    assert_eq!(twice, "Keeps, Twice: it aborts");
    assert_eq!(ending, "Keeps, Ending: it aborts");
}
