// Sets the flag, then has the lock for a moment; looks at the clock itself.
//! Asking a running task to stop.
//!
//! A thread cannot be stopped from outside, in Rust as in Python: it might hold a lock. It
//! can be asked. The task polls its token where stopping is safe, or sleeps on it.
//!
//! Tokens form a tree, and each looks upwards: it is cancelled if it or one above it is.
//! So cancelling writes one flag, a child that is gone leaves nothing behind, and all who
//! sleep share one lock and one condvar at the root. (Trees, not chains: each token holds
//! the one above it, and the last one of a chain of tens of thousands drops them all, one
//! inside the other.)

use super::deadline::{self, Deadline};
use super::sync::atomic::{AtomicBool, Ordering::SeqCst};
use super::sync::{Arc, Condvar, Mutex};
use super::time::{Duration, Instant};

/// "Please stop." A clone is the same token. Python: `threading.Event`, without children
/// and deadlines.
#[derive(Clone)]
pub struct CancelToken(Arc<Node>);

struct Node {
    /// Written without the tree's lock, which `cancel` takes after that.
    cancelled: AtomicBool,
    /// Past this it is cancelled too. Never later than the parent's.
    deadline: Deadline,
    parent: Option<CancelToken>,
    tree: Arc<Tree>,
}

struct Tree {
    /// Protects no data, but the moment between looking at the flags and falling asleep:
    /// who has set a flag takes it before the notify, so that comes after the moment.
    asleep: Mutex<()>,
    /// "Some flag in the tree was set." Sleepers wait here; `cancel` notifies all.
    changed: Condvar,
}

impl CancelToken {
    /// A token that only [`cancel`](CancelToken::cancel) cancels.
    pub fn new() -> CancelToken {
        CancelToken::root(None)
    }

    /// A token that is cancelled after `timeout` at the latest.
    pub fn with_timeout(timeout: Duration) -> CancelToken {
        CancelToken::root(deadline::after(timeout))
    }

    /// A token below this one: cancelled with it, or alone.
    pub fn child(&self) -> CancelToken {
        self.child_until(self.0.deadline)
    }

    /// A token below this one that is cancelled after `timeout` at the latest.
    pub fn child_with_timeout(&self, timeout: Duration) -> CancelToken {
        let own = deadline::after(timeout);
        self.child_until(match (own, self.0.deadline) {
            (Some(own), Some(parents)) => Some(own.min(parents)),
            (own, parents) => own.or(parents),
        })
    }

    // ANCHOR: cancel
    /// Asks all who look at this token, or at one below it, to stop. Wakes the sleepers.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, SeqCst);
        // One that has looked and does not sleep yet has the lock. So here it sleeps.
        drop(self.0.tree.asleep.lock().unwrap());
        self.0.tree.changed.notify_all();
    }

    /// Should the task stop? Cheap: a load for each level of the tree, and a look at the
    /// clock if there is a deadline.
    pub fn is_cancelled(&self) -> bool {
        let late = self
            .0
            .deadline
            .is_some_and(|deadline| Instant::now() >= deadline);
        late || self.0.cancelled.load(SeqCst)
            || self
                .0
                .parent
                .as_ref()
                .is_some_and(CancelToken::is_cancelled)
    }
    // ANCHOR_END: cancel

    /// Sleeps until the token is cancelled.
    pub fn wait(&self) {
        self.wait_until(None);
    }

    /// Sleeps for `timeout` at most. Was the token cancelled? A pause that can be cut
    /// short. Python: `Event.wait(timeout)`.
    pub fn wait_timeout(&self, timeout: Duration) -> bool {
        self.wait_until(deadline::after(timeout))
    }

    // ANCHOR: wait
    fn wait_until(&self, limit: Deadline) -> bool {
        let until = [self.0.deadline, limit].into_iter().flatten().min();
        let mut guard = self.0.tree.asleep.lock().unwrap();
        while !self.is_cancelled() {
            guard = match until {
                None => self.0.tree.changed.wait(guard).unwrap(),
                Some(until) => {
                    let now = Instant::now();
                    if now >= until {
                        return self.is_cancelled();
                    }
                    let changed = &self.0.tree.changed;
                    changed
                        .wait_timeout(guard, until.saturating_duration_since(now))
                        .unwrap()
                        .0
                }
            };
        }
        true
    }
    // ANCHOR_END: wait

    fn root(deadline: Deadline) -> CancelToken {
        CancelToken(Arc::new(Node {
            cancelled: AtomicBool::new(false),
            deadline,
            parent: None,
            tree: Arc::new(Tree {
                asleep: Mutex::new(()),
                changed: Condvar::new(),
            }),
        }))
    }

    fn child_until(&self, deadline: Deadline) -> CancelToken {
        CancelToken(Arc::new(Node {
            cancelled: AtomicBool::new(false),
            deadline,
            parent: Some(self.clone()),
            tree: Arc::clone(&self.0.tree),
        }))
    }
}

impl Default for CancelToken {
    fn default() -> Self {
        CancelToken::new()
    }
}
