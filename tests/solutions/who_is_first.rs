//! Which of these can `program` in `tests/who_is_first.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("abm.", Some(true)),
    ("mab.", Some(true)),
    ("mba.", Some(true)),
    ("amb.", Some(true)),
    ("bam.", Some(true)),
    ("bma.", Some(true)),
    ("ma.b", Some(false)),
    ("m.ab", Some(false)),
];
