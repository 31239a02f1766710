//! Which of these can `program` in `tests/exercise/last_call.rs` return? `Some(true)`, if it can in
//! some interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("found nobody, taken again: true", None),
    ("found nobody, taken again: false", None),
    ("found idle, taken again: true", None),
    ("found idle, taken again: false", None),
    ("found busy, taken again: true", None),
    ("found busy, taken again: false", None),
];
