//! Which of these can `program` in `tests/woken_how_often.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("woken 0, left 1", None),
    ("woken 1, left 0", None),
    ("woken 1, left 1", None),
    ("woken 2, left 0", None),
    ("woken 2, left 1", None),
    ("woken 0, left 0", None),
    ("woken 0, left 2", None),
];
