//! What a thread of the pool does with a call: find a worker, talk to it, and give it back,
//! or bury it and put another in its place.

use std::io;

use super::child::chunk;
use super::codec::{Codec, decode};
use super::dispatcher::{Dispatcher, End, Taken};
use super::error::CallError;
use super::frame::FrameError;
use super::process::{Fault, Process, Program};
use super::registry::Failure;
use super::result::Answer;
use super::sync::Arc;

/// The workers of one pool. The pool holds it, and each call that is not made yet; whoever
/// is the last one ends the workers.
pub(crate) struct Calls {
    dispatcher: Dispatcher<Arc<Process>>,
    program: Program,
    /// How many workers there are to be.
    workers: usize,
    max_tasks: usize,
}

impl Calls {
    pub(crate) fn new(workers: usize, max_tasks: usize, program: Program) -> Calls {
        Calls {
            // Each place may fail twice in a row. A program that cannot start at all is
            // found out soon, and one bad moment is forgiven.
            dispatcher: Dispatcher::new(workers, 2 * workers),
            program,
            workers,
            max_tasks,
        }
    }

    /// Makes the calls of one chunk, one after the other, and has an answer for each.
    pub(crate) fn make<A: Codec, R: Codec>(&self, name: &str, arguments: &[A]) -> Vec<Answer<R>> {
        let mut answers = Vec::with_capacity(arguments.len());
        while answers.len() < arguments.len() {
            let rest = &arguments[answers.len()..];
            if let Err(error) = self.talk(name, rest, &mut answers) {
                answers.resize_with(arguments.len(), || Err(error.clone()));
            }
        }
        answers
    }

    /// Has one worker answer as many of these calls as it can, and settles the one that it
    /// dies of. No answer at all: it died before any call, and the next one may do better.
    ///
    /// # Errors
    ///
    /// What is true of all calls that have no answer yet.
    fn talk<A: Codec, R: Codec>(
        &self,
        name: &str,
        arguments: &[A],
        answers: &mut Vec<Answer<R>>,
    ) -> Result<(), CallError> {
        let request = chunk(name, arguments);
        if request.len() > self.program.limit {
            return Err(CallError::TooLarge(request.len()));
        }
        let (place, process) = self.worker()?;
        let (calls, limit) = (arguments.len(), self.program.limit);
        let served = process.serve(&request, calls, limit, |bytes| {
            answers.push(match decode::<Result<R, Failure>>(bytes) {
                Ok(answer) => answer.map_err(CallError::from),
                Err(why) => Err(CallError::BadResult(why)),
            });
        });
        match served {
            Ok(served) if served >= self.max_tasks => {
                process.end();
                self.dispatcher.died(place);
                let _ = self.fill(); // if that fails, the next call tries again
            }
            Ok(_) => {
                if self.dispatcher.done(place).is_err() {
                    process.kill_and_wait();
                }
            }
            Err(Fault::NotReady(error)) => self.never_ready(place, &process, &error),
            Err(Fault::Talking(error)) => {
                let death = process.autopsy(&error);
                let end = self.dispatcher.died(place);
                let _ = self.fill();
                answers.push(Err(match end {
                    Some(End::Terminated) => CallError::Terminated,
                    _ => CallError::WorkerDied(death),
                }));
            }
        }
        Ok(())
    }

    /// A place, and a worker in it that lives. The loop ends: whoever dies at its start is
    /// counted, and who is found dead has been alive.
    fn worker(&self) -> Result<(usize, Arc<Process>), End> {
        loop {
            let Taken { place, worker } = self.dispatcher.take()?;
            match worker {
                None => {
                    if let Ok(process) = self.start(place)? {
                        return Ok((place, process));
                    }
                }
                // It died while it had nothing to do: nobody's call is lost.
                Some(process) if process.is_dead() => self.bury(place, &process),
                Some(process) => return Ok((place, process)),
            }
        }
    }

    /// Starts a worker in a place that was taken empty.
    fn start(&self, place: usize) -> Result<Result<Arc<Process>, io::Error>, End> {
        match Process::start(&self.program) {
            Ok(process) => {
                let process = Arc::new(process);
                let told = self.dispatcher.started(place, Arc::clone(&process));
                if let Err(end) = told {
                    process.kill_and_wait();
                    return Err(end);
                }
                Ok(Ok(process))
            }
            Err(error) => {
                self.dispatcher.stillborn(place, || error.to_string());
                Ok(Err(error))
            }
        }
    }

    fn never_ready(&self, place: usize, process: &Process, error: &FrameError) {
        let death = process.autopsy(error);
        let why = || format!("workers die as they start: {death}");
        self.dispatcher.stillborn(place, why);
    }

    /// What is dead without a task was alive or was not: its pipes know.
    fn bury(&self, place: usize, process: &Process) {
        match process.was_ready() {
            true => drop(self.dispatcher.died(place)),
            false => self.never_ready(place, process, &FrameError::Ended),
        }
        process.end();
    }

    /// Puts a living worker in every place that has none and that nobody has in his hands.
    pub(crate) fn fill(&self) -> io::Result<()> {
        let missing = |worker: Option<&Arc<Process>>| worker.is_none_or(|w| w.is_dead());
        // Each place is buried once and filled once. Not more: a mistake elsewhere must not
        // start processes without end.
        for _ in 0..2 * self.workers {
            let Some(Taken { place, worker }) = self.dispatcher.take_if(missing) else {
                break;
            };
            if let Some(process) = worker {
                self.bury(place, &process);
                continue;
            }
            match self.start(place) {
                Ok(Ok(process)) => {
                    if self.dispatcher.rest(place).is_err() {
                        process.kill_and_wait();
                    }
                }
                Ok(Err(error)) => return Err(error),
                Err(_end) => break,
            }
        }
        Ok(())
    }

    pub(crate) fn pids(&self) -> Vec<u32> {
        let workers = self.dispatcher.workers();
        workers.iter().map(|process| process.pid()).collect()
    }

    /// Ends those who wait; if it is to end now, kills those who are at it.
    pub(crate) fn end(&self, end: End) {
        let left = self.dispatcher.end(end);
        // Whoever talks to them reads the end of the pipe, and waits for the process.
        left.busy.iter().for_each(|process| process.kill());
        // All at once, and then one after the other: they end side by side.
        left.idle.iter().for_each(|process| process.hang_up());
        left.idle.iter().for_each(|process| _ = process.end());
    }
}

impl Drop for Calls {
    fn drop(&mut self) {
        self.end(End::Closed);
    }
}
