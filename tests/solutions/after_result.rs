//! Which of these can `program` in `tests/after_result.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("42, done", Some(true)),
    ("42, running", Some(true)),
    ("42, cancelled", Some(false)),
    ("42, something else", Some(true)),
];
