//! Workloads that nobody thought of: proptest draws them, and a sequential model says what
//! has to come out.
//!
//! Here the order is left to the system. The other promises force theirs; this one
//! looks for the combination of workers, room, producers and tasks that they forgot.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::thread;

use crate::wrong_pools::mistake::{LosesTasks, Stack, Wrong};
use contract::{HandedBack, Pool};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use seam::watchdog::within;

/// What a task does after it has reported that it runs.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Ends,
    Panics,
    Yields,
    Executes,
}

/// A pool's size, and for each producer its tasks, in order.
#[derive(Clone, Debug)]
struct Workload {
    workers: usize,
    capacity: usize,
    producers: Vec<Vec<Kind>>,
}

/// A task ran: which producer's, which of them, and whether it was that task's own.
type Event = (usize, usize, bool);

/// The workload, one task after the other. A task that executes another comes before it.
fn model(workload: &Workload) -> Vec<Event> {
    let mut events = Vec::new();
    for (producer, kinds) in workload.producers.iter().enumerate() {
        for (n, kind) in kinds.iter().enumerate() {
            events.push((producer, n, false));
            if let Kind::Executes = kind {
                events.push((producer, n, true));
            }
        }
    }
    events
}

/// The workload on a pool: what ran, in the order of the reports, and how many at once.
fn run<P: Pool>(workload: Workload) -> (Vec<Event>, usize) {
    let pool = Arc::new(P::build(workload.workers, workload.capacity));
    let at_once = Arc::new(AtMost::default());
    let (report, reports) = mpsc::channel();
    thread::scope(|scope| {
        for (producer, kinds) in workload.producers.into_iter().enumerate() {
            let (pool, at_once, report) = (&pool, &at_once, report.clone());
            scope.spawn(move || {
                for (n, kind) in kinds.into_iter().enumerate() {
                    let at_once = Arc::clone(at_once);
                    let report = report.clone();
                    // A task has a handle only if it needs one, so that the last one is
                    // seldom a task's, and the drop below waits.
                    let own_pool = matches!(kind, Kind::Executes).then(|| Arc::clone(pool));
                    let task = move || {
                        let _one_more = at_once.enter();
                        report.send((producer, n, false)).unwrap();
                        match kind {
                            Kind::Ends => {}
                            Kind::Panics => panic!("on purpose"),
                            Kind::Yields => thread::yield_now(),
                            Kind::Executes => {
                                let pool = own_pool.expect("this kind has a handle");
                                let child = move || report.send((producer, n, true)).unwrap();
                                match pool.execute(child) {
                                    Ok(()) => {}
                                    Err(HandedBack::Full(child)) => child(), // so do it now
                                    Err(HandedBack::Closed(_)) => panic!("the pool is open"),
                                }
                            }
                        }
                    };
                    pool.execute(task).expect("the pool is open");
                }
            });
        }
    });
    drop((pool, report));
    let events = reports.iter().collect(); // ends when the last task is gone
    (events, at_once.most.load(SeqCst))
}

/// Counts who is inside, and how many were at most.
#[derive(Default)]
struct AtMost {
    inside: AtomicUsize,
    most: AtomicUsize,
}

struct Inside<'a>(&'a AtMost);

impl AtMost {
    fn enter(&self) -> Inside<'_> {
        let inside = self.inside.fetch_add(1, SeqCst) + 1;
        self.most.fetch_max(inside, SeqCst);
        Inside(self)
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.0.inside.fetch_sub(1, SeqCst); // also when the task panics
    }
}

fn workloads() -> impl Strategy<Value = Workload> {
    let kind = prop_oneof![
        3 => Just(Kind::Ends),
        1 => Just(Kind::Panics),
        2 => Just(Kind::Yields),
        2 => Just(Kind::Executes),
    ];
    let producers = vec(vec(kind, 0..12), 1..=4);
    (1..=4_usize, 1..=4_usize, producers).prop_map(|(workers, capacity, producers)| Workload {
        workers,
        capacity,
        producers,
    })
}

/// Runs the workload on `P` and compares. `limited`: the pool has as many workers as asked
/// for, so their number is checked, and with one worker the order.
fn compare<P: Pool>(workload: Workload, limited: bool) -> Result<(), TestCaseError> {
    let on_pool = workload.clone();
    let (events, most) = within(30, move || run::<P>(on_pool));

    let mut sorted = events.clone();
    sorted.sort();
    prop_assert_eq!(sorted, model(&workload), "what ran");
    if limited {
        prop_assert!(most <= workload.workers, "{most} at once");
    }
    if limited && workload.workers == 1 {
        for producer in 0..workload.producers.len() {
            let own = |&&(p, _, is_child): &&Event| p == producer && !is_child;
            let order = events.iter().filter(own).map(|&(_, n, _)| n);
            prop_assert!(
                order.is_sorted(),
                "a producer's tasks, in order: {events:?}"
            );
        }
    }
    Ok(())
}

/// Chapter 2 has no promise for a task that panics.
fn without_panics(workload: Workload) -> Workload {
    only(workload, |kind| !matches!(kind, Kind::Panics))
}

fn only(mut workload: Workload, these: fn(&Kind) -> bool) -> Workload {
    for kinds in &mut workload.producers {
        kinds.retain(these);
    }
    workload
}

/// 64 workloads for each pool. A failure prints the smallest workload that still fails; as
/// a race may not come twice, it is not written to a file to be tried again. A hang takes
/// the watchdog half a minute, so the search for a smaller one ends soon.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 64,
        failure_persistence: None,
        max_shrink_time: 60_000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn chapter1(workload in workloads()) {
        compare::<chapter1::Pool>(workload, false)?;
    }

    #[test]
    fn chapter2(workload in workloads()) {
        compare::<chapter2::Pool>(without_panics(workload), true)?;
    }

    #[test]
    fn chapter3(workload in workloads()) {
        compare::<chapter3::Pool>(workload, true)?;
    }

    #[test]
    fn chapter4(workload in workloads()) {
        compare::<chapter4::Pool>(workload, true)?;
    }

    #[test]
    fn chapter12(workload in workloads()) {
        compare::<chapter12::Pool>(workload, true)?;
    }
}

/// Why the model rejects the pool `P`. The first failure will do: it is not made smaller. No task
/// executes another: a wrong pool that is full may hand back another task than it was given, which
/// then runs inside of this one, and that is one more thing to be rejected for.
fn rejection<P: Pool>() -> String {
    let config = ProptestConfig {
        cases: 1_000,
        max_shrink_iters: 0,
        ..config()
    };
    let result = TestRunner::new(config).run(&workloads(), |workload| {
        let plain = only(workload, |kind| matches!(kind, Kind::Ends | Kind::Yields));
        compare::<P>(plain, true)
    });
    match result {
        Err(TestError::Fail(reason, _)) => reason.to_string(),
        other => panic!("a wrong pool was not rejected: {other:?}"),
    }
}

#[test]
fn a_pool_that_loses_tasks_is_rejected() {
    let reason = rejection::<Wrong<LosesTasks>>();
    assert!(reason.contains("what ran"), "{reason}");
}

#[test]
fn a_pool_that_changes_the_order_is_rejected() {
    let reason = rejection::<Wrong<Stack>>();
    assert!(reason.contains("in order"), "{reason}");
}
