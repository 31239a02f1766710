//! Chapter 7's token on real threads: one named behaviour each.

use std::thread;
use std::time::{Duration, Instant};

use chapter7::{CancelToken, Pool};
use seam::watchdog::within;

const LONG: Duration = Duration::from_secs(3_600);

#[test]
fn cancel_reaches_clones_and_children_but_not_parents() {
    let parent = CancelToken::new();
    let (child, sibling) = (parent.child(), parent.child());
    let grandchild = child.child();
    child.clone().cancel();
    assert!(child.is_cancelled() && grandchild.is_cancelled());
    assert!(!parent.is_cancelled() && !sibling.is_cancelled());
    parent.cancel();
    assert!(sibling.is_cancelled());
    assert!(parent.child().is_cancelled(), "born cancelled");
    let root = CancelToken::new();
    let deep = root.child().child().child();
    root.cancel();
    assert!(deep.is_cancelled(), "far above it");
}

#[test]
fn a_running_task_stops_when_it_is_asked() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let token = CancelToken::new();
        let (polls, sleeps) = (token.child(), token.child());
        let polling = pool.submit(move || {
            while !polls.is_cancelled() {
                thread::yield_now();
            }
        });
        let sleeping = pool.submit(move || sleeps.wait());
        token.cancel();
        polling.unwrap().result().unwrap();
        sleeping.unwrap().result().unwrap();
    });
}

#[test]
fn a_pause_ends_early_or_in_time() {
    within(60, || {
        let token = CancelToken::new();
        assert!(!token.wait_timeout(Duration::ZERO));
        assert!(!token.wait_timeout(Duration::from_millis(1)));
        let paused = token.clone();
        let pause = thread::spawn(move || paused.wait_timeout(LONG));
        token.cancel();
        assert!(pause.join().unwrap());
        assert!(token.wait_timeout(Duration::ZERO));
    });
}

/// All who sleep below one token share a condvar. What is cancelled beside it neither ends a pause
/// nor makes it longer, however often it wakes it.
#[test]
fn what_is_cancelled_beside_it_does_not_change_a_pause() {
    within(60, || {
        let (parent, over) = (CancelToken::new(), CancelToken::new());
        let (pausing, is_over) = (parent.child(), over.clone());
        let pause = thread::spawn(move || {
            let start = Instant::now();
            let cancelled = pausing.wait_timeout(Duration::from_millis(50));
            over.cancel();
            (cancelled, start.elapsed())
        });
        while !is_over.is_cancelled() {
            parent.child().cancel();
            thread::yield_now();
        }
        let (cancelled, took) = pause.join().unwrap();
        assert!(!cancelled && took >= Duration::from_millis(50));
    });
}

#[test]
fn a_deadline_cancels_by_itself() {
    within(60, || {
        let start = Instant::now();
        let token = CancelToken::with_timeout(Duration::from_millis(20));
        token.wait();
        assert!(token.is_cancelled());
        assert!(start.elapsed() >= Duration::from_millis(20), "too early");
        assert!(!CancelToken::with_timeout(LONG).is_cancelled());
        assert!(!CancelToken::with_timeout(Duration::MAX).is_cancelled());
    });
}

/// A child may have less time than its parent, not more.
#[test]
fn the_earlier_deadline_counts() {
    within(60, || {
        let short = Duration::from_millis(5);
        let parent = CancelToken::with_timeout(short);
        parent.child_with_timeout(LONG).wait();
        let child = CancelToken::with_timeout(LONG).child_with_timeout(short);
        child.wait();
        CancelToken::new().child_with_timeout(short).wait();
        let over = CancelToken::with_timeout(Duration::ZERO);
        assert!(over.child().is_cancelled());
        assert!(over.child_with_timeout(Duration::MAX).is_cancelled());
        // And a pause is over when the token is.
        assert!(CancelToken::with_timeout(short).wait_timeout(LONG));
        assert!(!CancelToken::with_timeout(LONG).wait_timeout(short));
    });
}
