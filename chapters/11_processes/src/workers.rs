//! The workers of one pool: finds one that is ready, puts one where there is none, ends all.
//!
//! What a thread of the pool does until it has a worker to talk to:
//!
//! | it finds                      | so it                                     | and then      |
//! |-------------------------------|-------------------------------------------|---------------|
//! | an empty place                | starts a process                          | waits for its |
//! |                               |                                           | hello         |
//! | one that has not said hello   | waits for that, up to a limit             | has a worker  |
//! | that dies before its hello    | counts the death: a pause begins          | begins again  |
//! | that says nothing in all that | counts the death; if none of this program | begins again, |
//! | time                          | has ever said hello, gives up for good:   | or hears of   |
//! |                               | the next one would take as long           | the end       |
//! | one that has died since its   | drops it: it had no call, so nobody's     | begins again  |
//! | last call                     | call is lost                              |               |
//! | a living worker               |                                           | has a worker  |
//!
//! It ends: a worker that dies before its hello is counted, and one that dies after it was
//! killed by somebody, from outside.

use std::io;

use super::deaths::Deaths;
use super::dispatcher::Dispatcher;
use super::process::{Absent, Process, Program, grace};
use super::sync::Arc;
use super::sync::atomic::{AtomicBool, Ordering::SeqCst};
use super::taken::{End, Taken};
use super::time::Duration;

/// So many bad moments in a row are forgiven. The pauses after them are 2.5 s together: what
/// lasts longer is no moment.
const PATIENCE: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// What the reader of an error most likely did not do.
const HINT: &str = "does its main call serve_if_worker before anything else?";

/// A worker in one's hand.
pub(crate) type InHand<'w> = Taken<'w, Arc<Process>>;

/// The workers of one pool.
pub(crate) struct Workers {
    dispatcher: Dispatcher<Arc<Process>>,
    program: Program,
    /// How many there are to be.
    most: usize,
    /// Has a worker of this program ever said hello? Then the program is right, and one that
    /// does not has a bad moment. A flag of its own that guards nothing, written once.
    known: AtomicBool,
}

impl Workers {
    /// None yet.
    pub(crate) fn new(most: usize, program: Program) -> Workers {
        let deaths = Deaths::new(PATIENCE, FIRST_PAUSE);
        let bury = |process: &Arc<Process>| _ = process.bury();
        Workers {
            dispatcher: Dispatcher::new(most, deaths, bury),
            program,
            most,
            known: AtomicBool::new(false),
        }
    }

    // ANCHOR: take
    /// Takes a worker that lives and has said hello. See the table above.
    pub(crate) fn take(&self) -> Result<(InHand<'_>, Arc<Process>), End> {
        loop {
            let mut taken = self.dispatcher.take()?;
            let process = match taken.worker() {
                Some(process) => Arc::clone(process),
                None => match Process::start(&self.program) {
                    Ok(process) => {
                        let process = Arc::new(process);
                        taken.started(Arc::clone(&process))?;
                        process
                    }
                    Err(error) => {
                        taken.stillborn(error.to_string());
                        continue;
                    }
                },
            };
            match process.hello() {
                Ok(first) => {
                    if first {
                        self.known.store(true, SeqCst);
                        taken.heard_of();
                    }
                    if !process.is_dead() {
                        return Ok((taken, process));
                    }
                }
                Err(absent) => self.never_ready(taken, absent),
            }
        }
    }
    // ANCHOR_END: take

    fn never_ready(&self, taken: InHand<'_>, absent: Absent) {
        match absent {
            Absent::Ended(death) => {
                taken.stillborn(format!("workers die as they start ({death}); {HINT}"));
            }
            Absent::Silent => {
                let limit = self.program.start_limit;
                let why = format!("a worker said no hello in {limit:?}; {HINT}");
                match self.known.load(SeqCst) {
                    true => taken.stillborn(why),
                    false => taken.hopeless(why),
                }
            }
        }
    }

    /// Puts a living worker in every place that has none and that nobody has in hand. While a
    /// pause is on it does nothing.
    pub(crate) fn fill(&self) -> io::Result<()> {
        let missing = |worker: Option<&Arc<Process>>| worker.is_none_or(|w| w.is_dead());
        // Each place is emptied once and filled once. Not more: a mistake elsewhere must not
        // start processes without end.
        for _ in 0..self.most.saturating_mul(2) {
            let Some(mut taken) = self.dispatcher.take_if(missing) else {
                break;
            };
            match taken.worker().map(|process| process.hello()) {
                Some(Err(absent)) => self.never_ready(taken, absent),
                Some(Ok(_)) => drop(taken), // dead, and nobody has lost anything
                None => match Process::start(&self.program) {
                    Ok(process) => {
                        if taken.started(Arc::new(process)).is_ok() {
                            taken.rest();
                        }
                    }
                    Err(error) => {
                        taken.stillborn(error.to_string());
                        return Err(error);
                    }
                },
            }
        }
        Ok(())
    }

    pub(crate) fn pids(&self) -> Vec<u32> {
        let workers = self.dispatcher.workers();
        workers.iter().map(|process| process.pid()).collect()
    }

    pub(crate) fn is_terminated(&self) -> bool {
        self.dispatcher.ended() == Some(End::Terminated)
    }

    /// Kills all of them. The threads that talk to one hear of it.
    pub(crate) fn terminate(&self) {
        let left = self.dispatcher.end(End::Terminated);
        let idle = left.idle.iter().filter_map(|taken| taken.worker());
        left.busy
            .iter()
            .chain(idle)
            .for_each(|worker| worker.kill());
        // Dropped, the places in `left.idle` wait for their processes.
    }

    /// Ends those that wait for a call, and waits until all are gone.
    pub(crate) fn close(&self) {
        let left = self.dispatcher.end(End::Closed);
        let idle = left.idle.iter().filter_map(|taken| taken.worker());
        // All at once, and then one after the other: they end side by side.
        idle.clone().for_each(|worker| worker.hang_up());
        let give_up = grace();
        idle.for_each(|worker| _ = worker.end(give_up));
        drop(left);
        // Other threads may have places in hand: another `close`, or a `terminate`.
        self.dispatcher.wait_all_back();
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.close();
    }
}
