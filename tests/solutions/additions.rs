//! Which sums can `program` in `tests/additions.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("111", Some(true)),
    ("110", Some(false)),
    ("101", Some(true)),
    ("100", Some(false)),
    ("11", Some(true)),
    ("1", Some(true)),
];
