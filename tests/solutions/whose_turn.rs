//! Which of these can `program` in `tests/exercise/whose_turn.rs` return? `Some(true)`, if it can in
//! some order, and `Some(false)`, if it cannot in any.

/// Each outcome, and your answer.
pub const ANSWERS: &[(&str, Option<bool>)] = &[
    ("amb", Some(true)),
    ("mab", Some(true)),
    ("abm", Some(false)),
    ("mba", Some(false)),
    ("bam", Some(false)),
    ("mb", Some(false)),
];
