//! Which of these can `program` in `tests/woken_how_often.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("woken 0, left 1", Some(true)),
    ("woken 1, left 0", Some(true)),
    ("woken 1, left 1", Some(true)),
    ("woken 2, left 0", Some(true)),
    ("woken 2, left 1", Some(false)),
    ("woken 0, left 0", Some(false)),
    ("woken 0, left 2", Some(false)),
];
