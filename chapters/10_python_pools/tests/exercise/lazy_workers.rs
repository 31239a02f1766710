//! The steps of the exercise `lazy_workers`, a test or more each: `step_2_...` passes when the first two
//! are done.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::thread;

use chapter10::lazy_workers::LazyWorkers;
use chapter10::{BrokenThreadPool, Why};
use seam::watchdog::within;

fn workers(max: usize) -> Arc<LazyWorkers> {
    Arc::new(LazyWorkers::new(max, "worker".into()))
}

/// Admits a task that does nothing.
fn admit(workers: &LazyWorkers) -> Result<(), Why> {
    workers.admit(|| || ())
}

fn broken(why: &str) -> BrokenThreadPool {
    BrokenThreadPool { why: why.into() }
}

#[test]
fn step_1_a_task_needs_a_thread() {
    let workers = workers(2);
    assert_eq!(workers.started(), 0);
    for started in [1, 2, 2, 2] {
        admit(&workers).unwrap();
        assert_eq!(workers.started(), started);
    }
}

#[test]
fn step_1_each_thread_works_and_has_a_name() {
    within(60, || {
        let (sender, receiver) = mpsc::channel();
        let workers = workers(2);
        for _ in 0..2 {
            let sender = sender.clone();
            let work = move || sender.send(thread::current().name().map(String::from));
            workers.admit(|| move || work().unwrap()).unwrap();
        }
        let mut names = [receiver.recv().unwrap(), receiver.recv().unwrap()];
        names.sort();
        assert_eq!(names.map(Option::unwrap), ["worker_0", "worker_1"]);
    });
}

#[test]
fn step_2_a_thread_whose_task_has_ended_is_enough() {
    let workers = workers(9);
    for _ in 0..5 {
        admit(&workers).unwrap();
        assert_eq!((workers.started(), workers.idle()), (1, 0));
        workers.leave();
        assert_eq!((workers.started(), workers.idle()), (1, 1));
    }
    admit(&workers).unwrap();
    admit(&workers).unwrap();
    assert_eq!((workers.started(), workers.idle()), (2, 0));
}

#[test]
fn step_2_nobody_is_idle_while_tasks_wait() {
    let workers = workers(1);
    (0..3).for_each(|_| admit(&workers).unwrap());
    for idle in [0, 0, 1] {
        workers.leave();
        assert_eq!(workers.idle(), idle);
    }
}

#[test]
fn step_3_closed_it_admits_nobody() {
    let workers = workers(2);
    admit(&workers).unwrap();
    workers.leave();
    workers.close();
    let refused = workers.admit(|| -> fn() { unreachable!("no thread is needed") });
    assert!(matches!(refused, Err(Why::Closed)));
    assert_eq!(
        (workers.started(), workers.idle()),
        (1, 1),
        "it was counted"
    );
    assert_eq!(workers.broken(), None);
}

#[test]
fn step_3_the_first_reason_stays() {
    let workers = workers(2);
    assert_eq!(workers.broken(), None);
    workers.fail(broken("first"));
    workers.fail(broken("second"));
    workers.close();
    assert_eq!(workers.broken(), Some(broken("first")));
    assert!(matches!(admit(&workers), Err(Why::Broken(why)) if why == broken("first")));
    assert_eq!(workers.started(), 0);
}

#[test]
fn step_4_the_end_of_every_thread() {
    within(60, || {
        let (workers, ended) = (workers(2), [0; 2].map(|_| Arc::new(AtomicBool::new(false))));
        let go = ended.clone().map(|ended| {
            let (go, may_go) = mpsc::channel::<()>();
            let work = move || {
                let _ = may_go.recv();
                ended.store(true, SeqCst);
            };
            workers.admit(|| work).unwrap();
            go
        });
        workers.close();
        let letting_go = thread::spawn(move || drop(go));
        workers.join();
        assert!(ended.iter().all(|ended| ended.load(SeqCst)));
        workers.join(); // nobody is left
        letting_go.join().unwrap();
    });
}

#[test]
fn step_4_a_worker_does_not_wait_for_itself() {
    within(60, || {
        let (sender, receiver) = mpsc::channel();
        let workers = workers(1);
        let mine = Arc::clone(&workers);
        let (admitted, was_admitted) = mpsc::channel();
        let work = move || {
            was_admitted.recv().unwrap();
            mine.join();
            sender.send("back").unwrap();
        };
        workers.admit(|| work).unwrap();
        workers.close();
        admitted.send(()).unwrap();
        assert_eq!(receiver.recv(), Ok("back"));
        workers.join();
    });
}
