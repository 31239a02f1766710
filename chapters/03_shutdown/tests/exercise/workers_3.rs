//! The steps of the exercise `workers_3`: `step_2_...` passes when both are done.

use std::sync::{Arc, mpsc};
use std::thread;

use chapter3::workers::Workers;
use seam::watchdog::within;

#[test]
fn step_1_each_worker_is_a_thread_with_a_name() {
    within(60, || {
        let mut workers = Workers::new();
        let (report, reports) = mpsc::channel();
        for _ in 0..2 {
            let report = report.clone();
            let work = move || {
                let thread = thread::current();
                report
                    .send((thread.id(), thread.name().map(str::to_owned)))
                    .unwrap();
            };
            workers.spawn(work).unwrap();
        }
        drop(report);
        let mut seen: Vec<_> = reports.iter().collect();
        seen.sort_by_key(|(_, name)| name.clone());
        let names: Vec<_> = seen
            .iter()
            .map(|(_, name)| name.as_deref().unwrap())
            .collect();
        assert_eq!(names, ["worker-0", "worker-1"]);
        let ids: Vec<_> = seen.iter().map(|(id, _)| *id).collect();
        assert_eq!(workers.ids(), ids);
        assert!(!workers.contains_current());
    });
}

#[test]
fn step_2_join_waits_for_all() {
    within(60, || {
        let mut workers = Workers::new();
        let (report, reports) = mpsc::channel();
        for n in 0..3 {
            let report = report.clone();
            workers.spawn(move || report.send(n).unwrap()).unwrap();
        }
        workers.join();
        assert_eq!(reports.try_iter().count(), 3);
        workers.join(); // nobody is left to wait for
    });
}

#[test]
fn step_2_on_a_worker_it_returns_at_once() {
    within(60, || {
        let mut workers = Workers::new();
        let (give, given) = mpsc::channel::<Arc<Workers>>();
        let (report, reports) = mpsc::channel();
        let work = move || {
            let workers = given.recv().unwrap();
            assert!(workers.contains_current());
            workers.join();
            report.send(()).unwrap();
        };
        workers.spawn(work).unwrap();
        let workers = Arc::new(workers);
        give.send(Arc::clone(&workers)).unwrap();
        reports.recv().expect("it returned");
        workers.join();
    });
}
