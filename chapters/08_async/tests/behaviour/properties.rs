//! Chapter 8 against sequential models.

use std::collections::VecDeque;
use std::future::Future as StdFuture;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::task::{Poll, Waker};

use crate::tools::{Count, poll};
use chapter4::channel::channel;
use chapter8::combine::join_all;
use chapter8::error::{Closed, TaskError, TrySendError};
use chapter8::room::Room;
use chapter8::{Future, Pending, Pool, Timer, block_on};
use proptest::prelude::*;
use seam::watchdog::within;

/// Tasks in one queue, and tasks of some executor that poll them.
const TASKS: usize = 4;
const WAKERS: usize = 3;

#[derive(Clone, Copy, Debug)]
enum Step {
    /// The first one polls the future of the second one.
    Poll(usize, usize),
    Cancel(usize),
    Drop(usize),
    Abort(usize),
    /// The task that runs ends, and the next one starts.
    Finish,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..WAKERS, 0..TASKS).prop_map(|(waker, task)| Step::Poll(waker, task)),
        1 => (0..TASKS).prop_map(Step::Cancel),
        1 => (0..TASKS).prop_map(Step::Drop),
        1 => (0..TASKS).prop_map(Step::Abort),
        3 => Just(Step::Finish),
    ]
}

/// What a future is, to one who knows nothing of locks and threads.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Life {
    Pending,
    Running,
    Done,
    Cancelled,
}

struct Model {
    lives: [Life; TASKS],
    /// Who polled last, and has neither been woken since nor gone.
    waiting: [Option<usize>; TASKS],
    woken: [usize; WAKERS],
}

impl Model {
    fn settle(&mut self, task: usize, life: Life) {
        self.lives[task] = life;
        if let Some(waker) = self.waiting[task].take() {
            self.woken[waker] += 1;
        }
    }

    fn start_next(&mut self) {
        if let Some(next) = self.lives.iter().position(|life| *life == Life::Pending) {
            self.lives[next] = Life::Running;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Polls, cancellations, drops and ends of tasks, in any order: after each of them the
    /// wake-ups so far, and what a poll says, are what the model says.
    #[test]
    fn awaits_follow_the_model(steps in prop::collection::vec(step(), 0..40)) {
        within(60, move || awaits(steps))?;
    }
}

fn awaits(steps: Vec<Step>) -> Result<(), TestCaseError> {
    let queue = Queue::new();
    let mut futures = queue.futures();
    let (counts, wakers): (Vec<Arc<Count>>, Vec<Waker>) = (0..WAKERS).map(|_| Count::new()).unzip();
    let mut model = Model {
        lives: [Life::Pending; TASKS],
        waiting: [None; TASKS],
        woken: [0; WAKERS],
    };
    model.start_next();
    for step in steps {
        match step {
            Step::Poll(waker, task) => {
                let Some(future) = &mut futures[task] else {
                    continue;
                };
                let polled = poll(future, &wakers[waker]);
                match (polled, model.lives[task]) {
                    (Poll::Pending, Life::Pending | Life::Running) => {
                        model.waiting[task] = Some(waker);
                        continue;
                    }
                    (Poll::Ready(Ok(number)), Life::Done) => prop_assert_eq!(number, task),
                    (Poll::Ready(Err(TaskError::Cancelled)), Life::Cancelled) => {}
                    other => prop_assert!(false, "{:?}", other),
                }
                futures[task] = None; // the outcome has been handed out
            }
            Step::Cancel(task) => {
                let Some(future) = &futures[task] else {
                    continue;
                };
                let pending = model.lives[task] == Life::Pending;
                prop_assert_eq!(future.cancel(), pending);
                if pending {
                    model.settle(task, Life::Cancelled);
                }
                prop_assert_eq!(future.cancelled(), model.lives[task] == Life::Cancelled);
            }
            Step::Drop(task) => {
                futures[task] = None;
                model.waiting[task] = None;
            }
            Step::Abort(task) => {
                let Some(future) = futures[task].take() else {
                    continue;
                };
                drop(future.abort_on_drop());
                model.waiting[task] = None;
                if model.lives[task] == Life::Pending {
                    model.lives[task] = Life::Cancelled;
                }
            }
            Step::Finish => {
                if let Some(task) = model.lives.iter().position(|life| *life == Life::Running) {
                    queue.finish();
                    model.settle(task, Life::Done);
                    model.start_next();
                }
            }
        }
        let woken: Vec<usize> = counts.iter().map(|count| count.get()).collect();
        prop_assert_eq!(woken, model.woken, "after {:?}", step);
    }
    Ok(())
}

/// Four tasks and a last one, on one worker. Each says that it has started, and ends when
/// it is told to.
struct Queue {
    pool: Pool,
    start: Sender<()>,
    started: Receiver<()>,
    end: Sender<()>,
    may_end: Arc<std::sync::Mutex<Receiver<()>>>,
}

impl Queue {
    fn new() -> Queue {
        let (start, started) = mpsc::channel();
        let (end, may_end) = mpsc::channel();
        Queue {
            pool: Pool::new(1, TASKS + 1).unwrap(),
            start,
            started,
            end,
            may_end: Arc::new(std::sync::Mutex::new(may_end)),
        }
    }

    /// Submits the tasks, and waits until the first one runs.
    fn futures(&self) -> Vec<Option<Future<usize>>> {
        let futures = (0..TASKS).map(|number| Some(self.submit(number))).collect();
        drop(self.submit(TASKS)); // so that the end of each is the start of another
        self.started.recv().unwrap();
        futures
    }

    fn submit(&self, number: usize) -> Future<usize> {
        let (start, may_end) = (self.start.clone(), Arc::clone(&self.may_end));
        let task = move || {
            let _ = start.send(()); // an error, here and below: the case has ended
            let _ = may_end.lock().unwrap().recv();
            number
        };
        self.pool.submit(task).unwrap()
    }

    /// Ends the task that runs. When the next one runs, all have been woken: the worker
    /// does it in between.
    fn finish(&self) {
        self.end.send(()).unwrap();
        self.started.recv().unwrap();
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        // The pool runs what is left, and that may end at once.
        (0..=TASKS).for_each(|_| self.end.send(()).unwrap());
        self.pool.shutdown(Pending::Run);
    }
}

#[derive(Clone, Copy, Debug)]
enum Move {
    /// One more comes to wait for room.
    Come,
    /// The first that was woken, or anybody, tries again.
    Poll(Option<prop::sample::Index>),
    /// Somebody goes.
    Go(prop::sample::Index),
    TrySend,
    Recv,
    Close,
}

fn a_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        4 => Just(Move::Come),
        4 => Just(Move::Poll(None)),
        2 => any::<prop::sample::Index>().prop_map(|who| Move::Poll(Some(who))),
        2 => any::<prop::sample::Index>().prop_map(Move::Go),
        1 => Just(Move::TrySend),
        6 => Just(Move::Recv),
        1 => Just(Move::Close),
    ]
}

/// Somebody who waits for room.
struct Waiter<'a> {
    send: Pin<Box<dyn StdFuture<Output = Result<(), Closed<u32>>> + 'a>>,
    value: u32,
    count: Arc<Count>,
    waker: Waker,
    /// How often it had been woken when it last tried.
    seen: usize,
}

impl Waiter<'_> {
    fn woken(&self) -> bool {
        self.count.get() > self.seen
    }
}

proptest! {
    /// Those who wait for room come, are woken, try, and go. What is in the queue is what a
    /// `VecDeque` says. And while there is room, or it is closed, somebody of those who wait
    /// has been woken and not tried yet: so nobody waits for ever.
    #[test]
    fn where_there_is_room_somebody_is_awake(
        capacity in 1..4_usize,
        moves in prop::collection::vec(a_move(), 0..80),
    ) {
        let (sender, receiver) = channel(capacity);
        let room = Room::new();
        let (mut model, mut closed) = (VecDeque::new(), false);
        let mut waiting: Vec<Waiter> = Vec::new();
        for (made, value) in moves.into_iter().zip(0..) {
            let trying = match made {
                Move::Come => {
                    let (count, waker) = Count::new();
                    let send = Box::pin(room.enter(value, |value| sender.try_send(value)));
                    waiting.push(Waiter { send, value, count, waker, seen: 0 });
                    Some(waiting.len() - 1)
                }
                Move::Poll(None) => waiting.iter().position(Waiter::woken),
                Move::Poll(Some(who)) if !waiting.is_empty() => Some(who.index(waiting.len())),
                Move::Go(who) if !waiting.is_empty() => {
                    drop(waiting.remove(who.index(waiting.len())));
                    None
                }
                Move::TrySend => {
                    match sender.try_send(value) {
                        Ok(()) => {
                            prop_assert!(!closed && model.len() < capacity);
                            model.push_back(value);
                        }
                        Err(TrySendError::Full(_)) => prop_assert_eq!(model.len(), capacity),
                        Err(TrySendError::Closed(_)) => prop_assert!(closed),
                    }
                    None
                }
                Move::Recv => {
                    let received = receiver.try_recv().ok();
                    received.inspect(|_| room.wake_one()); // as a worker does
                    prop_assert_eq!(received, model.pop_front());
                    None
                }
                Move::Close => {
                    sender.close();
                    room.wake_all();
                    closed = true;
                    None
                }
                _ => None, // nobody is there to do it
            };
            if let Some(who) = trying {
                let waiter = &mut waiting[who];
                waiter.seen = waiter.count.get();
                match poll(&mut waiter.send, &waiter.waker) {
                    Poll::Pending => prop_assert!(!closed && model.len() == capacity),
                    Poll::Ready(sent) => {
                        let waiter = waiting.remove(who);
                        match sent {
                            Ok(()) => {
                                prop_assert!(!closed && model.len() < capacity);
                                model.push_back(waiter.value);
                            }
                            Err(Closed(back)) => {
                                prop_assert!(closed);
                                prop_assert_eq!(back, waiter.value);
                            }
                        }
                    }
                }
            }
            let room_for = if closed { usize::MAX } else { capacity - model.len() };
            let awake = waiting.iter().filter(|waiter| waiter.woken()).count();
            prop_assert!(awake >= room_for.min(waiting.len()), "after {:?}", made);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Submissions that wait for room, for time, or not at all, some of them given up, on
    /// real workers: each outcome is its own, and what was given up runs once or never.
    #[test]
    fn each_submission_has_its_own_outcome(
        workers in 2..4_usize,
        capacity in 1..4_usize,
        tasks in prop::collection::vec((0..3_u64, any::<bool>(), any::<bool>()), 0..30),
    ) {
        within(60, move || {
            let pool = Pool::new(workers, capacity).unwrap();
            let timer = Timer::start(&pool).unwrap();
            let submissions = tasks.iter().enumerate().map(|(n, &(millis, panics, gives_up))| {
                let (pool, timer) = (&pool, &timer);
                async move {
                    timer.sleep(std::time::Duration::from_millis(millis)).await.unwrap();
                    let task = move || {
                        assert!(!panics, "a task's panic");
                        n
                    };
                    let future = pool.submit_async(task).await.expect("it is open");
                    match gives_up {
                        true => {
                            drop(future.abort_on_drop());
                            None
                        }
                        false => Some(future.await),
                    }
                }
            });
            let outcomes = block_on(join_all(submissions));
            for ((n, outcome), (_, panics, gives_up)) in outcomes.iter().enumerate().zip(&tasks) {
                match outcome {
                    None => prop_assert!(gives_up),
                    Some(Ok(number)) => prop_assert!(!panics && *number == n),
                    Some(Err(TaskError::Panicked(_))) => prop_assert!(panics),
                    Some(Err(other)) => prop_assert!(false, "{:?}", other),
                }
            }
            Ok(())
        })?;
    }
}
