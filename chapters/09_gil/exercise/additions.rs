//! Which sums can `program` in `tests/additions.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("111", None),
    ("110", None),
    ("101", None),
    ("100", None),
    ("11", None),
    ("1", None),
];
