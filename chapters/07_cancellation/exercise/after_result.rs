//! Which of these can `program` in `tests/after_result.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("42, done", None),
    ("42, running", None),
    ("42, cancelled", None),
    ("42, something else", None),
];
