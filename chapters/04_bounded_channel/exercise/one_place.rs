//! Which of these can `program` in `tests/one_place.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("[1, 2], refused: true", None),
    ("[1, 3, 2], refused: false", None),
    ("[1, 2, 3], refused: false", None),
    ("[3, 1, 2], refused: false", None),
    ("[1, 3], refused: true", None),
];
