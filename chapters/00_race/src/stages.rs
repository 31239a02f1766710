//! The stages of the book, all behind one face: something that takes tasks.
//!
//! A new chapter is one more entry of [`STAGES`].

use std::error::Error;
use std::sync::Arc;

/// What each task of a workload does, given its number. One function for all of them, so
/// that a pool boxes a task once, as it would in a program of its own.
pub type Call = Arc<dyn Fn(usize) + Send + Sync>;

/// Submits task number `n`. It owns the pool: dropping it drops the pool.
pub type Submit = Box<dyn Fn(usize, Call)>;

/// How many threads a stage takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threads {
    /// The caller does everything.
    None,
    /// As many as there are tasks.
    OnePerTask,
    /// A fixed number of workers.
    Workers,
    /// Workers too, but a lock lets one run a task at a time.
    OneOfTheWorkers,
}

/// One way to run tasks.
#[derive(Debug)]
pub struct Stage {
    /// The number of its chapter, if it has one.
    pub chapter: Option<u8>,
    /// The name of the chapter's folder.
    pub name: &'static str,
    pub threads: Threads,
    /// Builds it for so many workers.
    pub build: fn(usize) -> Result<Submit, Box<dyn Error>>,
}

/// Room in the queue of the pools that have a limit.
pub const CAPACITY: usize = 1_024;

/// From first to last, as the book has them.
pub const STAGES: &[Stage] = &[
    Stage {
        chapter: None,
        name: "sequence",
        threads: Threads::None,
        build: |_| Ok(Box::new(|n, call| call(n))),
    },
    Stage {
        chapter: Some(1),
        name: "spawn_per_task",
        threads: Threads::OnePerTask,
        build: |_| {
            let pool = chapter1::Pool::new();
            Ok(Box::new(move |n, call| pool.execute(move || call(n))))
        },
    },
    Stage {
        chapter: Some(2),
        name: "shared_queue",
        threads: Threads::Workers,
        build: |workers| {
            let pool = chapter2::Pool::new(workers);
            Ok(Box::new(move |n, call| pool.execute(move || call(n))))
        },
    },
    Stage {
        chapter: Some(3),
        name: "shutdown",
        threads: Threads::Workers,
        build: |workers| {
            let pool = chapter3::Pool::new(workers)?;
            Ok(Box::new(move |n, call| {
                pool.execute(move || call(n)).expect(OPEN)
            }))
        },
    },
    Stage {
        chapter: Some(4),
        name: "bounded_channel",
        threads: Threads::Workers,
        build: |workers| {
            let pool = chapter4::Pool::new(workers, CAPACITY)?;
            Ok(Box::new(move |n, call| {
                pool.execute(move || call(n)).expect(OPEN)
            }))
        },
    },
    Stage {
        chapter: Some(5),
        name: "futures",
        threads: Threads::Workers,
        build: |workers| {
            let pool = chapter5::Pool::new(workers, CAPACITY)?;
            Ok(Box::new(move |n, call| {
                let future = pool.submit(move || call(n)).expect(OPEN);
                drop(future); // detached: the round waits for all tasks at once
            }))
        },
    },
    Stage {
        chapter: Some(6),
        name: "completion",
        threads: Threads::Workers,
        build: |workers| {
            // Chapter 5's pool, behind the trait that `map` submits to.
            let pool = chapter6::Pool::new(workers, CAPACITY)?;
            Ok(Box::new(move |n, call| {
                let future = chapter6::SubmitTask::submit(&pool, move || call(n)).expect(OPEN);
                drop(future);
            }))
        },
    },
    Stage {
        chapter: Some(7),
        name: "cancellation",
        threads: Threads::Workers,
        build: |workers| {
            let pool = chapter7::Pool::new(workers, CAPACITY)?;
            Ok(Box::new(move |n, call| {
                let future = pool.submit(move || call(n)).expect(OPEN);
                drop(future); // detached: the round waits for all tasks at once
            }))
        },
    },
    Stage {
        chapter: Some(8),
        name: "async",
        threads: Threads::Workers,
        build: |workers| {
            let pool = chapter8::Pool::new(workers, CAPACITY)?;
            Ok(Box::new(move |n, call| {
                let future = pool.submit(move || call(n)).expect(OPEN);
                drop(future); // detached: the round waits for all tasks at once
            }))
        },
    },
    Stage {
        chapter: Some(9),
        name: "gil_held",
        threads: Threads::OneOfTheWorkers,
        build: |workers| {
            let pool = chapter8::Pool::new(workers, CAPACITY)?;
            let gil = Arc::new(chapter9::Gil::default());
            Ok(Box::new(move |n, call| {
                let gil = Arc::clone(&gil);
                let task = move || gil.with(|_py| call(n));
                drop(pool.submit(task).expect(OPEN));
            }))
        },
    },
    Stage {
        chapter: Some(9),
        name: "gil_released",
        threads: Threads::Workers,
        build: |workers| {
            let pool = chapter8::Pool::new(workers, CAPACITY)?;
            let gil = Arc::new(chapter9::Gil::default());
            Ok(Box::new(move |n, call| {
                let gil = Arc::clone(&gil);
                let task = move || gil.with(|py| py.allow_threads(|| call(n)));
                drop(pool.submit(task).expect(OPEN));
            }))
        },
    },
    Stage {
        chapter: Some(10),
        name: "executor",
        threads: Threads::Workers,
        build: |workers| {
            let builder = chapter10::ThreadPoolExecutor::builder();
            let executor = builder.max_workers(workers).capacity(CAPACITY).build()?;
            Ok(Box::new(move |n, call| {
                let future = executor.submit(move || call(n)).expect(OPEN);
                drop(future); // detached: the round waits for all tasks at once
            }))
        },
    },
    Stage {
        chapter: Some(12),
        name: "speed",
        threads: Threads::Workers,
        build: |workers| {
            let pool = chapter12::Pool::new(workers, CAPACITY)?;
            Ok(Box::new(move |n, call| {
                pool.execute(move || call(n)).expect(OPEN)
            }))
        },
    },
];

/// Why no pool here refuses a task.
const OPEN: &str = "nobody shuts it down, and no task submits another";

/// The stage of that name.
pub fn find(name: &str) -> Option<&'static Stage> {
    STAGES.iter().find(|stage| stage.name == name)
}
