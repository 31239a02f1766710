//! Which of these can `program` in `tests/last_call.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("found busy, done: true, taken again: true", None),
    ("found busy, done: true, taken again: false", None),
    ("found busy, done: false, taken again: false", None),
    ("found idle, done: true, taken again: true", None),
    ("found idle, done: true, taken again: false", None),
    ("found nobody, done: true, taken again: false", None),
];
