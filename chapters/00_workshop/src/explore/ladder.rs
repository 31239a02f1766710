//! The bugs of the game, from easy to hard.

/// One of them.
pub struct Rung {
    /// `chapter4`.
    pub chapter: &'static str,
    /// The planted bug.
    pub bug: &'static str,
    /// The tests of the package `explorer` that have its model: the chapter's, or a smaller one.
    pub target: &'static str,
    /// The package and the target that have the same model over loom.
    pub loom: (&'static str, &'static str),
}

const fn rung(chapter: &'static str, bug: &'static str) -> Rung {
    Rung {
        chapter,
        bug,
        target: chapter,
        loom: (chapter, "loom"),
    }
}

/// Too large to be drawn, but for a model of its own.
const ONE_CONDVAR: Rung = Rung {
    target: "places",
    loom: ("contract", "places"),
    ..rung("chapter4", "one_condvar")
};

/// As the book's page has them.
pub const LADDER: [Rung; 7] = [
    rung("chapter2", "notify_first"),
    rung("chapter1", "join_under_lock"),
    rung("chapter3", "close_notifies_one"),
    ONE_CONDVAR,
    rung("chapter5", "callback_under_lock"),
    rung("chapter7", "cancel_after_start"),
    rung("chapter8", "room_wake_dropped"),
];
