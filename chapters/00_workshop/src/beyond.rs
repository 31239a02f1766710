//! Something that has no place in a reader's file, and the sentences that say why.

/// Something that has no place in an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beyond {
    /// Where it is, from 1.
    pub line: usize,
    /// `std::env`.
    pub what: String,
    /// Why not, and what else.
    pub why: &'static str,
}

pub(crate) const WHERE: &str = "which tells where it runs; only what it does is to count";
pub(crate) const FILE: &str = "which takes another file; the exercise is this one";
pub(crate) const BEYOND: &str = "which is beyond the exercise; what it needs is in `super`";
pub(crate) const HOLE: &str = "a path with a hole, which a macro fills; write it out";
pub(crate) const ALL: &str = "all of it at once; name what you need";
pub(crate) const KEPT: &str = "which goes from one execution into the next; make it in the model";
pub(crate) const TIME: &str =
    "which no model has: no time passes there; wait for what somebody notifies";
pub(crate) const SIZES: &str = "which tells types apart; only what they do is to count";
