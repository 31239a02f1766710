//! Which of these can `program` in `tests/exercise/last_call.rs` return? `Some(true)`, if it can in
//! some order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("found nobody, taken again: true", Some(false)),
    ("found nobody, taken again: false", Some(false)),
    ("found idle, taken again: true", Some(false)),
    ("found idle, taken again: false", Some(true)),
    ("found busy, taken again: true", Some(true)),
    ("found busy, taken again: false", Some(true)),
];
