//! The bugs of the game, from easy to hard.

/// One of them.
pub struct Rung {
    /// `chapter4`.
    pub chapter: &'static str,
    /// The planted bug.
    pub bug: &'static str,
    /// The tests of the package `explorer` that have its model: the chapter's, or a smaller one.
    pub target: &'static str,
}

const fn rung(chapter: &'static str, bug: &'static str, target: &'static str) -> Rung {
    Rung {
        chapter,
        bug,
        target,
    }
}

/// As the book's page has them.
pub const LADDER: [Rung; 7] = [
    rung("chapter2", "notify_first", "chapter2"),
    rung("chapter1", "join_under_lock", "chapter1"),
    rung("chapter3", "close_notifies_one", "chapter3"),
    rung("chapter4", "one_condvar", "places"),
    rung("chapter5", "callback_under_lock", "chapter5"),
    rung("chapter7", "cancel_after_start", "chapter7"),
    rung("chapter8", "room_wake_dropped", "chapter8"),
];
