// The flag is written without the lock; the notify waits for it.
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

use super::deadline::{self, Deadline, wait_until};
use super::sync::atomic::{AtomicBool, Ordering::Acquire, Ordering::Release};
use super::sync::{Arc, Condvar, Mutex};
use super::time::Duration;

/// "Please stop." A clone is the same token. Python: `threading.Event`, without children
/// and deadlines.
#[derive(Clone)]
pub struct CancelToken(Arc<Node>);

struct Node {
    /// Written once, under the tree's lock, with `Release`; `Acquire` in `is_cancelled`: who
    /// sees the flag also sees what was done before `cancel`.
    cancelled: AtomicBool,
    /// Past this it is cancelled too. Never later than the parent's.
    deadline: Deadline,
    parent: Option<CancelToken>,
    tree: Arc<Tree>,
}

struct Tree {
    /// Protects no data, but the moment between looking at the flags and falling asleep:
    /// a flag is written under it, so not just then.
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

    /// Asks all who look at this token, or at one below it, to stop. Wakes the sleepers.
    pub fn cancel(&self) {
        let tree = &self.0.tree;
        self.0.cancelled.store(true, Release);
        drop(tree.asleep.lock());
        tree.changed.notify_all();
    }

    /// Should the task stop? Cheap: a load for each level of the tree, and a look at the
    /// clock if there is a deadline.
    pub fn is_cancelled(&self) -> bool {
        let mut token = Some(self);
        while let Some(CancelToken(node)) = token {
            if node.cancelled.load(Acquire) {
                return true;
            }
            token = node.parent.as_ref();
        }
        let deadline = self.0.deadline;
        deadline.is_some_and(|deadline| deadline::left(deadline).is_zero())
    }

    /// Sleeps until the token is cancelled.
    pub fn wait(&self) {
        self.wait_until(None);
    }

    /// Sleeps for `timeout` at most. Was the token cancelled? A pause that can be cut
    /// short. Python: `Event.wait(timeout)`.
    pub fn wait_timeout(&self, timeout: Duration) -> bool {
        self.wait_until(deadline::after(timeout))
    }

    fn wait_until(&self, limit: Deadline) -> bool {
        let Tree { asleep, changed } = &*self.0.tree;
        let next = match (limit, self.0.deadline) {
            (Some(limit), Some(deadline)) => Some(limit.min(deadline)),
            (limit, deadline) => limit.or(deadline),
        };
        let mut guard = asleep.lock().unwrap();
        while !self.is_cancelled() {
            // Notified by `cancel`.
            match wait_until(changed, guard, next) {
                Some(again) => guard = again,
                // The limit has passed, or the deadline, which is a cancellation.
                None => return self.is_cancelled(),
            }
        }
        true
    }

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
