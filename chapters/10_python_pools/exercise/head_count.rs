//! Which of these can `program` in `tests/head_count.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("1 accepted, 0 started", None),
    ("1 accepted, 1 started", None),
    ("2 accepted, 1 started", None),
    ("2 accepted, 2 started", None),
    ("3 accepted, 1 started", None),
    ("3 accepted, 2 started", None),
    ("3 accepted, 3 started", None),
];
