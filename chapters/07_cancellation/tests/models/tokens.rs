//! Models of the token.

use super::sync::Arc;
use super::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use super::thread;
use super::time::Duration;
use super::token::CancelToken;
use seam::imp::{clock_imp, imp};
use seam::model::{Bound, check};

/// A task sleeps on its token while it is cancelled: the wake-up is not lost. Three threads
/// (main cancels, the task, the imp), exhaustive.
// ANCHOR: token
pub fn token_against_task() {
    check("token_against_task", Bound::Exhaustive, || {
        let token = CancelToken::new();
        let imp = imp();
        let task = {
            let token = token.clone();
            thread::spawn(move || token.wait())
        };
        token.cancel();
        task.join().unwrap();
        assert!(token.is_cancelled());
        imp.join().unwrap();
    });
}
// ANCHOR_END: token

/// A task makes a pause, and time stands still: a wake-up for no reason ends it not, the cancellation
/// does. Three threads (main cancels, the task, the imp), exhaustive. No clock: that is the point.
pub fn a_wakeup_ends_no_pause() {
    check("a_wakeup_ends_no_pause", Bound::Exhaustive, || {
        let token = CancelToken::new();
        let imp = imp();
        let task = {
            let token = token.clone();
            thread::spawn(move || token.wait_timeout(Duration::from_secs(1)))
        };
        token.cancel();
        assert!(task.join().unwrap(), "it ended without a reason");
        imp.join().unwrap();
    });
}

/// Two tasks sleep on one token: both hear. Three threads (main cancels, two tasks),
/// exhaustive. No imp: it would wake the one whom nobody has woken.
pub fn all_who_sleep_hear() {
    check("all_who_sleep_hear", Bound::Exhaustive, || {
        let token = CancelToken::new();
        let tasks = [token.clone(), token.clone()].map(sleeper);
        token.cancel();
        for task in tasks {
            task.join().unwrap();
        }
    });
}

/// Two tasks sleep on two children, with one condvar for the whole tree. The one whose child is
/// cancelled wakes, whoever came first; then the parent wakes the other. Three threads (main
/// cancels, two tasks), exhaustive. No imp: as above.
pub fn a_child_wakes_its_own() {
    check("a_child_wakes_its_own", Bound::Exhaustive, || {
        let parent = CancelToken::new();
        let children = [parent.child(), parent.child()];
        let [one, other] = children.clone().map(sleeper);
        children[1].cancel();
        other.join().unwrap();
        assert!(!children[0].is_cancelled() && !parent.is_cancelled());
        parent.cancel();
        one.join().unwrap();
    });
}

/// Two tasks sleep below one token, one of them two levels below. It wakes both; a sibling's cancellation
/// neither wakes nor cancels the other for good. Three threads (main, two tasks),
/// exhaustive. No imp: it would wake one whom nobody has woken.
pub fn a_parent_wakes_its_child() {
    check("a_parent_wakes_its_child", Bound::Exhaustive, || {
        let parent = CancelToken::new();
        let children = [parent.child(), parent.child().child()];
        children[0].cancel();
        assert!(!parent.is_cancelled() && !children[1].is_cancelled());
        let tasks = children.map(|child| thread::spawn(move || child.wait()));
        parent.cancel();
        for task in tasks {
            task.join().unwrap();
        }
    });
}

/// A task sleeps on a token whose deadline may pass at any moment, and that may be
/// cancelled at any other. Three threads (main cancels, the task, the clock), exhaustive.
pub fn a_deadline_is_a_cancellation() {
    check("a_deadline_is_a_cancellation", Bound::Exhaustive, || {
        let token = CancelToken::with_timeout(Duration::from_secs(1));
        let clock = clock_imp();
        let task = {
            let token = token.child();
            thread::spawn(move || token.wait_timeout(Duration::from_secs(1)))
        };
        token.cancel();
        assert!(task.join().unwrap(), "a wait that ended without a reason");
        clock.join().unwrap();
    });
}

/// Whoever sees that it was cancelled sees what its canceller did before, without a lock and with
/// `Relaxed`. Two threads (main cancels, another looks), exhaustive. No imp: nobody waits.
pub fn what_came_before_the_cancel_is_seen() {
    let name = "what_came_before_the_cancel_is_seen";
    check(name, Bound::Exhaustive, || {
        let token = CancelToken::new();
        let reason = Arc::new(AtomicUsize::new(0));
        let looks = {
            let (token, reason) = (token.child(), Arc::clone(&reason));
            thread::spawn(move || !token.is_cancelled() || reason.load(Relaxed) == 1)
        };
        reason.store(1, Relaxed);
        token.cancel();
        assert!(looks.join().unwrap(), "cancelled, and nobody knows why");
    });
}

fn sleeper(token: CancelToken) -> thread::JoinHandle<()> {
    thread::spawn(move || token.wait())
}
