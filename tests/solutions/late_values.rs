//! Which of these can `program` in `tests/late_values.rs` return? `Some(true)`, if it can in some
//! order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("[true, true], then Some(1)", Some(true)),
    ("[true, false], then Some(1)", Some(true)),
    ("[false, false], then None", Some(true)),
    ("[false, true], then Some(2)", Some(false)),
    ("[true, true], then None", Some(false)),
    ("[true, false], then None", Some(false)),
];
