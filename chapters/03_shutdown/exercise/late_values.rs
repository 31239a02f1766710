//! Which of these can `program` in `tests/late_values.rs` return? `Some(true)`, if it can in some
//! interleaving, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("[true, true], then Some(1)", None),
    ("[true, false], then Some(1)", None),
    ("[false, false], then None", None),
    ("[false, true], then Some(2)", None),
    ("[true, true], then None", None),
    ("[true, false], then None", None),
];
