//! Which of these can `program` in `tests/wait_for_first.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("[1, 2]", None),
    ("[2, 1]", None),
    ("[1]", None),
    ("[2]", None),
    ("[]", None),
];
