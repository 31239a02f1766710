//! What a machine may do.

/// What is not always so on every machine, and can be switched off.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// `notify_one` wakes the one who has waited longest, and not just any.
    pub longest_first: bool,
    /// Who wakes others for no reason is a thread of the program, as under loom, and not the machine.
    /// (That it gets late is the machine's choice in any case.)
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
