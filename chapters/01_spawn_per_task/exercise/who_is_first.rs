//! Which of these can `program` in `tests/who_is_first.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("abm.", None),
    ("mab.", None),
    ("mba.", None),
    ("amb.", None),
    ("bam.", None),
    ("bma.", None),
    ("ma.b", None),
    ("m.ab", None),
];
