// Rejected by: #[path] another file
#[path = "../src/pool.rs"]
mod real;
pub use real::{Pool, Task};
pub(crate) use real::Shared;
