//! Which of these can `program` in `tests/two_ends.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("None, None", Some(true)),
    ("None, Some(1)", Some(true)),
    ("Some(1), None", Some(false)),
    ("Some(1), Some(2)", Some(true)),
    ("Some(2), Some(1)", Some(false)),
];
