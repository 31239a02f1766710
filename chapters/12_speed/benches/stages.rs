//! Every stage of the book behind one face, for races: a name; and, given a number of workers, a
//! function that submits one task. Dropping that function drops the pool.
//!
//! From chapter 5 on a task has a future, which is dropped at once: the task goes on by itself.

/// A task in its box.
pub type Job = Box<dyn FnOnce() + Send>;
/// Submits one task.
pub type Submit = Box<dyn Fn(Job) + Send + Sync>;

/// Builds a pool of so many workers.
pub type Make = fn(usize) -> Submit;

/// Room in the queue of the pools that have a limit.
pub const CAPACITY: usize = 1_024;

/// Why no pool here refuses a task.
const OPEN: &str = "nobody shuts it down, and no task submits another";

/// From first to last.
pub fn stages() -> Vec<(&'static str, Make)> {
    vec![
        ("chapter1-spawn", |_| {
            let pool = chapter1::Pool::new();
            Box::new(move |job| pool.execute(job))
        }),
        ("chapter2", |workers| {
            let pool = chapter2::Pool::new(workers);
            Box::new(move |job| pool.execute(job))
        }),
        ("chapter3", |workers| {
            let pool = chapter3::Pool::new(workers).expect("threads");
            Box::new(move |job| pool.execute(job).expect(OPEN))
        }),
        ("chapter4", |workers| {
            let pool = chapter4::Pool::new(workers, CAPACITY).expect("threads");
            Box::new(move |job| pool.execute(job).expect(OPEN))
        }),
        ("chapter5-submit", |workers| {
            let pool = chapter5::Pool::new(workers, CAPACITY).expect("threads");
            Box::new(move |job| drop(pool.submit(job).expect(OPEN)))
        }),
        ("chapter7-submit", |workers| {
            let pool = chapter7::Pool::new(workers, CAPACITY).expect("threads");
            Box::new(move |job| drop(pool.submit(job).expect(OPEN)))
        }),
        ("chapter8-submit", |workers| {
            let pool = chapter8::Pool::new(workers, CAPACITY).expect("threads");
            Box::new(move |job| drop(pool.submit(job).expect(OPEN)))
        }),
        ("chapter10-submit", |workers| {
            let builder = chapter10::ThreadPoolExecutor::builder();
            let built = builder.max_workers(workers).capacity(CAPACITY).build();
            let executor = built.expect("neither is zero");
            Box::new(move |job| drop(executor.submit(job).expect(OPEN)))
        }),
        ("chapter12-submit", |workers| {
            let pool = chapter12::Pool::new(workers, CAPACITY).expect("threads");
            Box::new(move |job| drop(pool.submit(job).expect(OPEN)))
        }),
        ("chapter12", |workers| {
            let pool = chapter12::Pool::new(workers, CAPACITY).expect("threads");
            Box::new(move |job| pool.execute(job).expect(OPEN))
        }),
    ]
}
