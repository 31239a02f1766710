//! Chapter 6's files, in a module of their own: where they say `super::future`, they mean that
//! of chapter 5.

pub use super::outcome as future;
pub use super::{channel, deadline, error, sync, time};

#[path = "../../../06_completion/src/arrivals.rs"]
pub mod arrivals;
#[path = "../../../06_completion/src/as_completed.rs"]
pub mod as_completed;
#[path = "../../../06_completion/src/completion.rs"]
pub mod completion;
#[path = "../../../06_completion/src/wait.rs"]
pub mod wait;
