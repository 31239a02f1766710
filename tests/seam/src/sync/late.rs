//! Whether a wait has timed out.

use crate::time;

/// What a wait with a deadline says beside its guard: is it known whether its time was up?
#[derive(Clone, Copy, Debug)]
pub struct WaitTimeoutResult(Option<bool>);

impl WaitTimeoutResult {
    pub(super) fn known(timed_out: bool) -> WaitTimeoutResult {
        WaitTimeoutResult(Some(timed_out))
    }

    pub(super) fn unknown() -> WaitTimeoutResult {
        WaitTimeoutResult(None)
    }

    /// Its time was up before it slept.
    pub(super) fn was_late(&self) -> bool {
        self.0 == Some(true)
    }

    /// If it is not known: is it late now? A notify and the end of the time may be one moment, and
    /// then a wait that was notified says that it has timed out. A system may say so, too.
    pub fn timed_out(&self) -> bool {
        self.0.unwrap_or_else(time::is_late)
    }
}
