//! One step of an execution: a line of the recorder's file.

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    pub thread: usize,
    pub what: String,
    pub object: Option<usize>,
    /// Where the object was made: file, line, column.
    pub made: String,
    /// Where the step was taken.
    pub at: String,
    pub detail: String,
    /// A panic is on its way up this stack.
    pub unwinds: bool,
}

impl Step {
    /// A line of the recorder's file. `None`: it is none.
    pub fn read(line: &str) -> Option<Step> {
        let mut fields = line.split('\t');
        let mut next = || fields.next().map(str::to_owned);
        Some(Step {
            thread: next()?.parse().ok()?,
            what: next()?,
            object: next()?.parse().ok(),
            made: next()?,
            at: next()?,
            detail: next().unwrap_or_default(),
            unwinds: next().is_some_and(|unwinds| unwinds == "unwinds"),
        })
    }
}
