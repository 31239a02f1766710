//! What to explain, and why there may be nothing to show.

use std::error::Error;
use std::fmt;

/// What to explain: a test of a package, and how to build it.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    /// `chapter4`.
    pub package: &'a str,
    /// `exercise-queue-4`; often none.
    pub features: &'a [&'a str],
    /// The test target: `loom`.
    pub target: &'a str,
    /// The test in it. `None` if it is the only one.
    pub test: Option<&'a str>,
}

/// Why there is no table.
#[derive(Debug)]
pub enum Why {
    /// There is nothing of that name, or it is not checked by loom.
    NoModel(String),
    /// Cargo has said why.
    DoesNotBuild,
    /// It ended without a recording. What it said.
    DidNotRun(String),
    /// Nothing failed within the model's bound.
    Passes,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::NoModel(what) => f.write_str(what),
            Why::DoesNotBuild => f.write_str("it does not compile"),
            Why::DidNotRun(said) => write!(f, "the model wrote nothing down:\n{said}"),
            Why::Passes => f.write_str("every execution passes"),
        }
    }
}

impl Error for Why {}
