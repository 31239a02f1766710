//! What a worker does while it waits for tasks of its own pool. This chapter's futures know of no
//! workers, chapter 7's do; here they are played by hand.

use std::cell::RefCell;
use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chapter6::completion::{Nudge, Wrapper};
use chapter6::error::{Refused, TaskError};
use chapter6::future::{Future, Outcome, promise};
use chapter6::task::Task;
use chapter6::{Completion, Submit, SubmitTask, When, as_completed, wait};
use seam::watchdog::within;

/// Is there something to take?
type Ready = Box<dyn Fn() -> bool>;
/// Who falls asleep: is it to help instead?
type Asleep = dyn FnMut(Ready, Option<Nudge>) -> bool;

thread_local! {
    /// Is this thread a worker?
    static WORKER: RefCell<Box<dyn FnMut() -> bool>> = RefCell::new(Box::new(|| true));
    /// What happens when it falls asleep.
    static ASLEEP: RefCell<Box<Asleep>> = RefCell::new(Box::new(|_, _| true));
}

/// A future as chapter 7's are: on a worker it may be told to help, and its sleep may be nudged.
struct Helped<T> {
    future: Future<T>,
    task: Pending,
    /// How often somebody came to help.
    helped: Arc<AtomicUsize>,
}

/// Protects a task, until somebody runs it.
type Pending = Arc<Mutex<Option<Task>>>;

/// Runs it, if nobody has.
fn run(pending: &Pending) -> bool {
    let task = pending.lock().unwrap().take();
    task.map(|task| task()).is_some()
}

impl<T: Send + 'static> Helped<T> {
    fn new(task: impl FnOnce() -> T + Send + 'static) -> Helped<T> {
        let (promise, future) = promise();
        let task: Task = Box::new(move || promise.run(task));
        Helped {
            future,
            task: Arc::new(Mutex::new(Some(task))),
            helped: Arc::default(),
        }
    }
}

impl<T> Completion for Helped<T> {
    type Output = T;

    fn done(&self) -> bool {
        self.future.done()
    }

    fn failed(&self) -> bool {
        Completion::failed(&self.future)
    }

    fn when_done(&self, listener: impl FnOnce() + Send + 'static) {
        self.future.when_done(listener);
    }

    fn help(&self) -> bool {
        self.helped.fetch_add(1, SeqCst);
        run(&self.task)
    }

    fn on_worker() -> bool {
        WORKER.with_borrow_mut(|worker| worker())
    }

    fn asleep<R>(
        ready: impl Fn() -> bool + Send + 'static,
        nudge: Option<Nudge>,
        wait: impl FnOnce() -> R,
    ) -> Option<R> {
        let may_help = nudge.is_some();
        let helps = ASLEEP.with_borrow_mut(|asleep| asleep(Box::new(ready), nudge));
        (!helps || !may_help).then(wait)
    }

    fn result(self) -> Outcome<T> {
        self.future.result()
    }
}

/// A future with another one inside, or without one any more, as chapter 8's are.
struct Wrapped<F>(Option<F>);

impl<F: Completion> Wrapper for Wrapped<F> {
    type Inner = F;

    fn inner(&self) -> Option<&F> {
        self.0.as_ref()
    }

    fn into_outcome(self) -> Outcome<F::Output> {
        self.0.map_or(Err(TaskError::Lost), F::result)
    }
}

fn helped(count: u32) -> Vec<Helped<u32>> {
    (0..count).map(|n| Helped::new(move || n)).collect()
}

fn wrapped(futures: Vec<Helped<u32>>) -> impl Iterator<Item = Wrapped<Helped<u32>>> {
    futures.into_iter().map(|future| Wrapped(Some(future)))
}

/// The tasks of these, to be run by hand.
fn tasks(futures: &[Helped<u32>]) -> Vec<Pending> {
    futures
        .iter()
        .map(|future| Arc::clone(&future.task))
        .collect()
}

/// How often somebody came to help each of them.
fn counts(futures: &[Helped<u32>]) -> Vec<Arc<AtomicUsize>> {
    futures
        .iter()
        .map(|future| Arc::clone(&future.helped))
        .collect()
}

fn read(counts: &[Arc<AtomicUsize>]) -> Vec<usize> {
    counts.iter().map(|count| count.load(SeqCst)).collect()
}

fn values<F: Completion>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    futures.map(|future| future.result().unwrap()).collect()
}

/// Who may not sleep helps, with each of them once, and with one at a time; also where they are
/// inside another future.
#[test]
fn who_cannot_sleep_helps_with_each_once() {
    within(60, || {
        let futures = helped(4);
        let counts = counts(&futures);
        assert_eq!(values(as_completed(futures)), [0, 1, 2, 3]);
        assert_eq!(read(&counts), [1; 4]);
        let waited = wait(helped(4), When::FirstCompleted, None);
        assert_eq!((waited.done.len(), waited.not_done.len()), (1, 3));
        assert_eq!(values(as_completed(wrapped(helped(4)))), [0, 1, 2, 3]);
    });
}

/// A wait for all is a wait for each: it helps before it sleeps. With a time-out it ends by
/// itself, and helps nobody.
#[test]
fn a_wait_for_all_helps_and_one_with_a_timeout_does_not() {
    within(60, || {
        ASLEEP.set(Box::new(|_, _| panic!("nothing is left to wait for")));
        let waited = wait(helped(4), When::AllCompleted, None);
        assert_eq!(waited.done.len(), 4);
        for when in [
            When::FirstCompleted,
            When::FirstException,
            When::AllCompleted,
        ] {
            let waited = wait(helped(4), when, Some(Duration::ZERO));
            assert_eq!(waited.not_done.len(), 4);
        }
    });
}

/// It comes to help, and others run the tasks already. It does not offer its help again before
/// it has slept, and it never comes twice to the same one.
#[test]
fn who_has_nothing_to_help_with_sleeps() {
    within(60, || {
        let futures = helped(2);
        let counts = counts(&futures);
        let running: Vec<_> = tasks(&futures)
            .iter()
            .filter_map(|task| task.lock().unwrap().take())
            .collect();
        let (mut running, mut offered) = (running.into_iter(), false);
        ASLEEP.set(Box::new(move |_, nudge| {
            if nudge.is_some() {
                assert!(!mem::replace(&mut offered, true), "again");
                return true;
            }
            offered = false;
            running.next().expect("one is lost")();
            false
        }));
        assert_eq!(values(as_completed(futures)), [0, 1]);
        assert_eq!(read(&counts), [1; 2]);
    });
}

/// A thread of no pool sleeps and tells nobody, whatever it waits for. It is asked what it is
/// before that, and only then do the tasks run: there was nothing to take yet.
#[test]
fn who_is_no_worker_just_sleeps() {
    within(60, || {
        ASLEEP.set(Box::new(|_, _| panic!("it is no worker")));
        let futures = helped(2);
        let (counts, tasks) = (counts(&futures), tasks(&futures));
        WORKER.set(Box::new(move || {
            for task in &tasks {
                run(task);
            }
            false
        }));
        assert_eq!(values(as_completed(wrapped(futures))), [0, 1]);
        assert_eq!(read(&counts), [0; 2]);
    });
}

/// Who sleeps and has something to take is about to wake: nobody needs its help. The first is done
/// before it sleeps at all.
#[test]
fn a_sleeper_is_ready_when_one_has_come_and_was_not_taken() {
    within(60, || {
        let futures = helped(3);
        let counts = counts(&futures);
        let mut tasks = tasks(&futures).into_iter();
        assert!(tasks.next().is_some_and(|first| run(&first)));
        ASLEEP.set(Box::new(move |ready, _| {
            assert!(!ready(), "all that has come was taken");
            let next = tasks.next().expect("one is lost");
            assert!(run(&next));
            assert!(ready(), "one has come");
            false
        }));
        assert_eq!(values(as_completed(wrapped(futures))), [0, 1, 2]);
        assert_eq!(read(&counts), [0; 3], "it slept");
    });
}

/// It sleeps while others can go on. Then none can: a nudge wakes it, it asks again, and helps.
#[test]
fn a_nudge_wakes_who_can_help() {
    within(60, || {
        let futures = helped(1);
        let counts = counts(&futures);
        let mut nudged = false;
        ASLEEP.set(Box::new(move |_, nudge| {
            if mem::replace(&mut nudged, true) {
                return true;
            }
            nudge.expect("it may help")();
            false
        }));
        assert_eq!(values(as_completed(futures)), [0]);
        assert_eq!(read(&counts), [1]);
    });
}

/// A nudge comes, and before it is taken all these tasks have run.
fn nudge_and_run(tasks: Arc<Mutex<Vec<Pending>>>) {
    ASLEEP.set(Box::new(move |_, nudge| {
        nudge.into_iter().for_each(|nudge| nudge());
        let ran = tasks.lock().unwrap().drain(..).filter(run).count();
        assert!(ran > 0, "it is awake, and one is lost");
        false
    }));
}

/// It has a place of its own among the arrivals.
#[test]
fn a_nudge_takes_nobodys_place() {
    within(60, || {
        for count in 1..3 {
            let futures = helped(count);
            nudge_and_run(Arc::new(Mutex::new(tasks(&futures))));
            assert!(values(as_completed(futures)).into_iter().eq(0..count));
        }
    });
}

/// A pool whose workers all wait: its tasks run by hand.
#[derive(Clone, Default)]
struct ByHand(Arc<Mutex<Vec<Pending>>>);

impl SubmitTask<'static> for ByHand {
    type Future<T: Send + 'static> = Helped<T>;

    fn submit<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Helped<T>, Refused<Helped<T>>> {
        let helped = Helped::new(task);
        self.0.lock().unwrap().push(Arc::clone(&helped.task));
        Ok(helped)
    }
}

/// So in `map_unordered`, whose buffer may be full of items that are done.
#[test]
fn a_nudge_takes_no_items_place() {
    within(60, || {
        for buffer in 1..3 {
            let pool = ByHand::default();
            nudge_and_run(Arc::clone(&pool.0));
            let mapped = pool.map_unordered(buffer, 0..5, |n| n).unwrap();
            assert!(mapped.map(Result::unwrap).eq(0..5));
        }
    });
}

/// Who cannot sleep there helps with the items.
#[test]
fn map_unordered_helps_with_its_items() {
    within(60, || {
        let pool = ByHand::default();
        let mapped = pool.map_unordered(3, 0..5, |n| n).unwrap();
        assert!(mapped.map(Result::unwrap).eq(0..5));
    });
}

/// All but the taking is left to the future inside.
#[test]
fn a_wrapper_is_as_far_as_what_is_inside() {
    within(60, || {
        for (outcome, failed) in [(Ok(1), false), (Err(TaskError::Cancelled), true)] {
            let (promise, future) = promise();
            let wrapped = Wrapped(Some(future));
            let heard = Arc::new(AtomicUsize::new(0));
            let counter = Arc::clone(&heard);
            wrapped.when_done(move || {
                counter.fetch_add(1, SeqCst);
            });
            assert_eq!((wrapped.done(), wrapped.failed()), (false, false));
            assert_eq!(heard.load(SeqCst), 0);
            promise.settle(outcome);
            assert_eq!((wrapped.done(), wrapped.failed()), (true, failed));
            assert_eq!(heard.load(SeqCst), 1);
        }
        let wrapped = Wrapped(Some(Helped::new(|| 1)));
        assert!(wrapped.help() && wrapped.done());
        assert!(!wrapped.help(), "it was done already");
    });
}

/// Nothing is inside: there is nothing to wait for, and no value.
#[test]
fn a_wrapper_of_nothing_is_done_and_has_failed() {
    let none = || Wrapped(None::<Future<u32>>);
    assert_eq!((none().done(), none().failed()), (true, true));
    assert!(!none().help());
    within(60, move || {
        assert!(as_completed([none()]).next().unwrap().result().is_err());
    });
}

/// This chapter's own futures know of no workers: nobody can help, everybody sleeps.
#[test]
fn the_futures_here_know_no_workers() {
    let (promise, future) = promise::<u32>();
    assert!(!future.help() && !Future::<u32>::on_worker());
    assert_eq!(Future::<u32>::asleep(|| true, None, || 42), Some(42));
    drop(promise);
}
