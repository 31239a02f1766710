//! Pools whose limit is another, or none, or a trap.

use std::mem;
use std::sync::Mutex;
use std::sync::mpsc::{self, SyncSender, TrySendError};
use std::thread;
use std::time::Duration;

use contract::*;

use crate::wrong_pools::mistake::{Mistake, Wrong};
use crate::wrong_pools::rejected;

/// Room for one task more than asked for.
#[derive(Default)]
struct RoomForOneMore;

impl Mistake for RoomForOneMore {
    fn build(workers: usize, capacity: usize) -> chapter4::Pool {
        chapter4::Pool::new(workers, capacity + 1).unwrap()
    }
}

/// Room for one task, however many were asked for.
#[derive(Default)]
struct RoomForOne;

impl Mistake for RoomForOne {
    fn build(workers: usize, _: usize) -> chapter4::Pool {
        chapter4::Pool::new(workers, 1).unwrap()
    }
}

#[test]
fn has_room_for_more_or_for_less() {
    let reason = "more than 1 tasks wait";
    rejected(at_most_capacity_wait::<Wrong<RoomForOneMore>>, reason);
    let reason = "no room for task 2 of 2";
    rejected(at_most_capacity_wait::<Wrong<RoomForOne>>, reason);
}

/// Keeps a task that was only tried until somebody executes another.
#[derive(Default)]
struct WakesNobody {
    /// Protects the tasks that no worker has been told of.
    untold: Mutex<Vec<Task>>,
}

impl Mistake for WakesNobody {
    const PATIENCE: Duration = Duration::from_secs(1);

    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        let untold = mem::take(&mut *self.untold.lock().unwrap());
        pool.execute(move || untold.into_iter().chain([task]).for_each(|task| task()))
    }

    fn try_execute(&self, _: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        self.untold.lock().unwrap().push(task);
        Ok(())
    }
}

#[test]
fn wakes_nobody() {
    let reason = "waited in vain: try_execute wakes an idle worker";
    rejected(try_execute_wakes_a_worker::<Wrong<WakesNobody>>, reason);
}

/// Refuses a task where it should wait for room.
#[derive(Default)]
struct NeverWaits;

impl Mistake for NeverWaits {
    const GRACE: Duration = Duration::from_secs(30); // the answer ends the wait

    fn execute(&self, pool: &chapter4::Pool, task: Task) -> Result<(), HandedBack> {
        pool.try_execute(task)
    }
}

#[test]
fn refuses_instead_of_waiting() {
    let reason = "must not be: execute returns though the queue is full";
    rejected(execute_waits_for_room::<Wrong<NeverWaits>>, reason);
}

/// One worker over std's bounded channel. Closing is one more message, which waits for room
/// like any other; and so does `execute`, wherever it is called.
struct ClosedByMessage {
    /// `None` is the message that closes.
    sender: SyncSender<Option<Task>>,
}

impl Pool for ClosedByMessage {
    const PATIENCE: Duration = Duration::from_secs(1);

    fn build(_: usize, capacity: usize) -> Self {
        let (sender, receiver) = mpsc::sync_channel::<Option<Task>>(capacity);
        thread::spawn(move || {
            while let Ok(Some(task)) = receiver.recv() {
                task();
            }
        });
        ClosedByMessage { sender }
    }

    fn execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        let sent = self.sender.send(Some(Box::new(task)));
        sent.map_err(|back| HandedBack::Closed(back.0.expect("a task was sent")))
    }
}

impl Shutdown for ClosedByMessage {
    fn shutdown(&self) {
        let _ = self.sender.send(None);
    }
}

impl Bounded for ClosedByMessage {
    fn try_execute(&self, task: impl FnOnce() + Send + 'static) -> Result<(), HandedBack> {
        match self.sender.try_send(Some(Box::new(task))) {
            Ok(()) => Ok(()),
            Err(TrySendError::Full(back)) => Err(HandedBack::Full(back.expect("a task"))),
            Err(TrySendError::Disconnected(back)) => Err(HandedBack::Closed(back.expect("a task"))),
        }
    }
}

#[test]
fn cannot_close_while_it_is_full() {
    let reason = "waited in vain: the shutdown frees a producer that waits";
    rejected(shutdown_frees_blocked_producers::<ClosedByMessage>, reason);
}

#[test]
fn waits_for_room_that_only_it_could_make() {
    let reason = "waited in vain: execute returns inside a task of a full pool";
    rejected(execute_in_a_task_of_a_full_pool::<ClosedByMessage>, reason);
}
