//! What a machine may do.

/// What is not always so on every machine, and can be switched off.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// `notify_one` wakes the one who has waited longest, and not just any.
    pub longest_first: bool,
    /// Spurious wake-ups and the clock are threads of the program, as loom has them, and not
    /// choices of the machine.
    pub imps_are_threads: bool,
}

impl Rules {
    /// What a real machine may do.
    pub const REAL: Rules = Rules {
        longest_first: false,
        imps_are_threads: false,
    };
    /// What loom does.
    pub const LOOM: Rules = Rules {
        longest_first: true,
        imps_are_threads: true,
    };
}
