//! Functions over many inputs: chapter 6's over every pool, and those of chapter 10's dummy.

use std::thread;

use chapter6::{Completion, Submit, SubmitTask, When};
use contract::Shutdown;

use super::fault::{Fault, InDrop, is_ok, panics};
use super::stage::{Go, OPEN};
use super::tasks::MANY;

/// More than `AHEAD`, so that a map that is abandoned has some that were not taken.
const INPUTS: usize = 18;
/// At most so many are taken whose outcomes are not.
const AHEAD: usize = 12;
/// So many in one task: where the first is taken, two of a kind are left to be dropped at once,
/// even if no other task had begun by then.
const CHUNK: usize = 3;

/// How many inputs are left when the pool may go on: some tasks wait by then.
const HALFWAY: usize = INPUTS - 2 * CHUNK - 1;

/// What the function gets.
pub enum Input {
    Sound,
    /// Whoever drops it.
    Drop(#[expect(dead_code, reason = "for its drop")] InDrop),
}

/// What panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Call,
    /// The drop of what the function has captured.
    Capture,
    Result,
    Next,
    /// The drop of the inputs as a whole.
    Inputs,
    /// The drop of one input, in the function.
    Input,
}

impl Part {
    /// Where everything is taken, the results are the caller's.
    pub const TAKEN: [Part; 5] = [
        Part::Call,
        Part::Capture,
        Part::Next,
        Part::Inputs,
        Part::Input,
    ];
    /// And where not.
    pub const LEFT: [Part; 6] = [
        Part::Call,
        Part::Capture,
        Part::Result,
        Part::Next,
        Part::Inputs,
        Part::Input,
    ];

    /// There is one function, and one source, which may end with its first panic.
    pub fn once(self) -> bool {
        matches!(self, Part::Capture | Part::Inputs | Part::Next)
    }
}

/// Inputs that panic where they are told to. They say when the pool may go on.
pub struct Inputs<G> {
    left: usize,
    part: Part,
    fault: Fault,
    go: G,
    dropped: Option<InDrop>,
}

impl<G: FnMut(usize)> Inputs<G> {
    fn new(part: Part, fault: &Fault, go: G) -> Self {
        Inputs {
            left: INPUTS,
            part,
            fault: fault.clone(),
            go,
            dropped: (part == Part::Inputs).then(|| fault.in_drop()),
        }
    }
}

impl<G> Drop for Inputs<G> {
    fn drop(&mut self) {
        drop(self.dropped.take());
    }
}

impl<G: FnMut(usize)> Iterator for Inputs<G> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        let left = self.left.checked_sub(1)?;
        (self.go)(left);
        self.left = left;
        if self.part == Part::Next && left < INPUTS - 1 {
            (self.go)(HALFWAY); // it may be the end
            self.fault.strike();
        }
        Some(match self.part {
            Part::Input => Input::Drop(self.fault.in_drop()),
            _ => Input::Sound,
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<G: FnMut(usize)> ExactSizeIterator for Inputs<G> {}

/// A result, which may panic when it is dropped.
pub struct Output(#[expect(dead_code, reason = "for its drop")] Option<InDrop>);

fn function(part: Part, fault: &Fault) -> impl Fn(Input) -> Output + Send + Sync + 'static {
    let captured = (part == Part::Capture).then(|| fault.in_drop());
    let fault = fault.clone();
    move |input| {
        let _captured = &captured;
        drop(input);
        if part == Part::Call {
            fault.strike();
        }
        Output((part == Part::Result).then(|| fault.in_drop()))
    }
}

/// Asks for everything, even if one question panics. A panic that comes out is that of the
/// inputs, which run on the caller's thread; so often as they do, and not for ever.
fn drain<T>(part: Part, outcomes: &mut impl Iterator<Item = chapter5::future::Outcome<T>>) {
    let (mut ok, mut bad) = (0, 0);
    for _ in 0..2 * INPUTS {
        match panics(|| outcomes.next()) {
            Some(None) => {
                assert!(ok + bad <= INPUTS, "more than there are");
                let all = !matches!(part, Part::Next);
                assert!(!all || ok + bad == INPUTS, "{ok} and {bad}");
                return;
            }
            Some(Some(outcome)) => *if is_ok(outcome) { &mut ok } else { &mut bad } += 1,
            None => assert!(matches!(part, Part::Next | Part::Inputs)),
        }
    }
    panic!("it does not end");
}

fn halfway<'a>(go: Go<'a>) -> impl FnMut(usize) + 'a {
    move |left| {
        if left == HALFWAY {
            go();
        }
    }
}

pub fn map<P: Shutdown + SubmitTask<'static>>(part: Part, pool: &P, fault: &Fault, go: Go) {
    let inputs = Inputs::new(part, fault, halfway(go));
    let mut map = pool
        .map(AHEAD, inputs, function(part, fault))
        .expect("not zero")
        .chunks(CHUNK);
    drain(part, &mut map);
    panics(move || drop(map)); // the inputs and the function are the caller's
}

pub fn unordered<P: Shutdown + SubmitTask<'static>>(part: Part, pool: &P, fault: &Fault, go: Go) {
    let inputs = Inputs::new(part, fault, halfway(go));
    let mut map = pool
        .map_unordered(AHEAD, inputs, function(part, fault))
        .expect("not zero")
        .chunks(CHUNK);
    drain(part, &mut map);
    panics(move || drop(map));
}

/// Dropped after the first outcome.
pub fn map_left<P: Shutdown + SubmitTask<'static>>(part: Part, pool: &P, fault: &Fault, go: Go) {
    let inputs = Inputs::new(part, fault, halfway(go));
    let mut map = pool
        .map(AHEAD, inputs, function(part, fault))
        .expect("not zero")
        .chunks(CHUNK);
    panics(|| std::mem::forget(map.next()));
    panics(move || drop(map));
}

pub fn unordered_left<P: Shutdown + SubmitTask<'static>>(
    part: Part,
    pool: &P,
    fault: &Fault,
    go: Go,
) {
    let inputs = Inputs::new(part, fault, halfway(go));
    let mut map = pool
        .map_unordered(AHEAD, inputs, function(part, fault))
        .expect("not zero")
        .chunks(CHUNK);
    panics(|| std::mem::forget(map.next()));
    panics(move || drop(map));
}

type Futures<P, T> = Vec<<P as SubmitTask<'static>>::Future<T>>;

fn futures<P: SubmitTask<'static>, T: Send + 'static>(
    pool: &P,
    task: impl FnOnce() -> T + Clone + Send + 'static,
) -> Futures<P, T> {
    let submit = |_| pool.submit(task.clone()).expect(OPEN);
    (0..MANY).map(submit).collect()
}

pub fn as_completed<P: Shutdown + SubmitTask<'static>>(pool: &P, fault: &Fault, go: Go) {
    let its_fault = fault.clone();
    let completed = chapter6::as_completed(futures(pool, move || its_fault.strike()));
    go();
    let ok = completed.map(Completion::result).map(is_ok);
    assert_eq!(ok.filter(|&ok| ok).count(), MANY - fault.struck());
}

/// Dropped after the first, with all the results in it.
pub fn as_completed_left<P: Shutdown + SubmitTask<'static>>(pool: &P, fault: &Fault, go: Go) {
    let its_fault = fault.clone();
    let futures = futures(pool, move || its_fault.in_drop());
    go();
    while !futures.iter().all(Completion::done) {
        thread::yield_now();
    }
    let mut completed = chapter6::as_completed(futures);
    let first = completed.next().expect("the first of many");
    is_ok(first.result());
    drop(completed);
}

pub fn wait<P: Shutdown + SubmitTask<'static>>(pool: &P, fault: &Fault, go: Go) {
    let its_fault = fault.clone();
    let futures = futures(pool, move || its_fault.strike());
    go();
    let waited = chapter6::wait(futures, When::FirstException, None);
    let waited = chapter6::wait(
        waited.done.into_iter().chain(waited.not_done),
        When::AllCompleted,
        None,
    );
    let ok = waited.done.into_iter().map(Completion::result).map(is_ok);
    assert_eq!(ok.filter(|&ok| ok).count(), MANY - fault.struck());
}

fn nothing(_: usize) {}

pub fn map_async(part: Part, pool: &chapter10::Pool, fault: &Fault, go: Go) {
    let inputs = Inputs::new(part, fault, nothing);
    let result = pool.map_async(inputs, Some(CHUNK), function(part, fault));
    let result = result.expect(OPEN);
    go();
    let outcomes = result.get();
    assert_eq!(outcomes.len(), INPUTS);
    let bad = outcomes.into_iter().map(is_ok).filter(|&ok| !ok).count();
    let expected = match part {
        Part::Call | Part::Input => fault.struck(),
        Part::Next => return assert!(bad > 0),
        _ => 0,
    };
    assert_eq!(bad, expected, "each has its own outcome");
}

pub fn map_async_left(part: Part, pool: &chapter10::Pool, fault: &Fault, go: Go) {
    let inputs = Inputs::new(part, fault, nothing);
    let result = pool.map_async(inputs, Some(CHUNK), function(part, fault));
    drop(result.expect(OPEN));
    go();
}

/// In the scope, and at its end.
pub fn scope(part: Part, fault: &Fault, whole: bool) {
    let done = chapter6::scope(2, 100, |pool| {
        let inputs = Inputs::new(part, fault, nothing);
        let mut map = pool
            .map(AHEAD, inputs, function(part, fault))
            .expect("not zero")
            .chunks(CHUNK);
        if whole {
            drain(part, &mut map);
        } else {
            panics(|| std::mem::forget(map.next()));
        }
        panics(move || drop(map));
    });
    done.expect("threads");
}

pub fn scoped_task(fault: &Fault) {
    let done = chapter6::scope(2, 100, |pool| {
        let kept: Vec<_> = (0..MANY).map(|_| pool.submit(|| fault.strike())).collect();
        let ok = kept.into_iter().map(Completion::result).map(is_ok);
        assert_eq!(ok.filter(|&ok| ok).count(), MANY - fault.struck());
    });
    done.expect("threads");
}

pub fn scoped_detached(fault: &Fault) {
    let done = chapter6::scope(2, 100, |pool| {
        for _ in 0..MANY {
            drop(pool.submit(|| fault.in_drop()));
            drop(pool.submit(|| fault.strike()));
        }
    });
    done.expect("threads");
}
