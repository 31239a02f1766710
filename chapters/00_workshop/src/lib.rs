//! The toolbox: what more than one program of the workshop needs.
//!
//! The exercises as their cards tell them ([`cards`], [`starter`]), what tests said ([`said`])
//! and how they are built ([`cargo`]) are here for the tests of the exercises, too. The rest
//! is how our programs read arguments and speak.

pub mod api;
pub mod args;
pub mod beyond;
pub mod card;
pub mod cards;
pub mod cargo;
pub mod end;
pub mod fence;
mod fence_tokens;
mod kept;
pub mod limited;
pub mod models;
pub mod paths;
pub mod processes;
pub mod program;
pub mod reason;
pub mod said;
pub mod side_by_side;
pub mod signatures;
pub mod starter;
pub mod status;
pub mod std_names;
pub mod tokens;
pub mod workspace;
