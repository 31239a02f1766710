//! Which of these can `program` in `tests/two_workers.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("abm", None),
    ("amb", None),
    ("bam", None),
    ("bma", None),
    ("mab", None),
    ("aabm", None),
    ("am", None),
];
