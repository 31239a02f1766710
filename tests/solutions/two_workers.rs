//! Which of these can `program` in `tests/two_workers.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("abm", Some(true)),
    ("amb", Some(true)),
    ("bam", Some(true)),
    ("bma", Some(true)),
    ("mab", Some(false)),
    ("aabm", Some(false)),
    ("am", Some(false)),
];
