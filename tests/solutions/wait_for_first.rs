//! Which of these can `program` in `tests/wait_for_first.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("[1, 2]", Some(true)),
    ("[2, 1]", Some(true)),
    ("[1]", Some(false)),
    ("[2]", Some(false)),
    ("[]", Some(false)),
];
