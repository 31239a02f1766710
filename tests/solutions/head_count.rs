//! Which of these can `program` in `tests/head_count.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("1 accepted, 0 started", Some(false)),
    ("1 accepted, 1 started", Some(true)),
    ("2 accepted, 1 started", Some(true)),
    ("2 accepted, 2 started", Some(true)),
    ("3 accepted, 1 started", Some(false)),
    ("3 accepted, 2 started", Some(true)),
    ("3 accepted, 3 started", Some(true)),
];
