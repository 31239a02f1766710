//! Which of these can `program` in `tests/one_place.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("[1, 2], refused: true", Some(true)),
    ("[1, 3, 2], refused: false", Some(true)),
    ("[1, 2, 3], refused: false", Some(false)),
    ("[3, 1, 2], refused: false", Some(false)),
    ("[1, 3], refused: true", Some(false)),
];
