//! Which of these can `program` in `tests/who_hears_first.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("tclr", Some(true)),
    ("tcrl", Some(true)),
    ("tlcr", Some(false)),
    ("trcl", Some(false)),
    ("ctlr", Some(false)),
    ("tcr", Some(false)),
];
