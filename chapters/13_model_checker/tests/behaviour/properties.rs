//! Small programs of locks and a condvar, made at random. The checker, which takes equal states
//! for one and leaves orders out, has to find the same endings as an interpreter that runs every
//! order of every single operation, and takes nothing for equal.

use std::collections::BTreeSet;
use std::sync::Arc as Plain;

use chapter13::fold::fold;
use chapter13::graph::{End, Graph};
use chapter13::run::{Program, replay, search};
use chapter13::step::Op;
use chapter13::sync::{Condvar, Mutex};
use chapter13::thread;
use proptest::prelude::*;

use super::tools::{REAL, said};

/// What a thread of such a program does.
#[derive(Clone, Debug)]
enum Act {
    /// Takes a lock, does this, and gives it up.
    Section(usize, Vec<Inner>),
    NotifyOne,
    NotifyAll,
}

/// What it does with the lock in its hand.
#[derive(Clone, Copy, Debug)]
enum Inner {
    /// Writes its letter behind the lock.
    Write,
    /// Waits on the condvar. Only with the first lock; with the second it writes.
    Wait,
    NotifyOne,
    /// Takes the other lock, writes, and gives it up.
    Other,
}

type Threads = Vec<Vec<Act>>;

/// The same in the checker's world: the logs, if it ends.
fn run(threads: &Threads) -> String {
    let shared = Plain::new((
        [Mutex::new(String::new()), Mutex::new(String::new())],
        Condvar::new(),
    ));
    let spawned = threads.iter().zip('a'..).map(|(acts, letter)| {
        let (acts, shared) = (acts.clone(), Plain::clone(&shared));
        thread::spawn(move || {
            let (locks, condvar) = &*shared;
            for act in acts {
                match act {
                    Act::NotifyOne => condvar.notify_one(),
                    Act::NotifyAll => condvar.notify_all(),
                    Act::Section(lock, inner) => {
                        let mut log = locks[lock].lock().unwrap();
                        for inner in inner {
                            match inner {
                                Inner::Wait if lock == 0 => log = condvar.wait(log).unwrap(),
                                Inner::Write | Inner::Wait => log.push(letter),
                                Inner::NotifyOne => condvar.notify_one(),
                                Inner::Other => locks[1 - lock].lock().unwrap().push(letter),
                            }
                        }
                    }
                }
            }
        })
    });
    let spawned: Vec<_> = spawned.collect();
    for thread in spawned {
        thread.join().unwrap();
    }
    let logs = [0, 1].map(|lock| shared.0[lock].lock().unwrap().clone());
    logs.join("|")
}

/// A single operation.
#[derive(Clone, Copy, Debug)]
enum Single {
    Lock(usize),
    Unlock(usize),
    Write(usize),
    Wait,
    NotifyOne,
    NotifyAll,
}

fn singles(acts: &[Act]) -> Vec<Single> {
    let mut all = Vec::new();
    for act in acts {
        match act {
            Act::NotifyOne => all.push(Single::NotifyOne),
            Act::NotifyAll => all.push(Single::NotifyAll),
            Act::Section(lock, inner) => {
                all.push(Single::Lock(*lock));
                for inner in inner {
                    match inner {
                        // Woken, it takes the lock as anybody does.
                        Inner::Wait if *lock == 0 => all.extend([Single::Wait, Single::Lock(0)]),
                        Inner::Write | Inner::Wait => all.push(Single::Write(*lock)),
                        Inner::NotifyOne => all.push(Single::NotifyOne),
                        Inner::Other => {
                            let other = 1 - lock;
                            let write = Single::Write(other);
                            all.extend([Single::Lock(other), write, Single::Unlock(other)]);
                        }
                    }
                }
                all.push(Single::Unlock(*lock));
            }
        }
    }
    all
}

#[derive(Clone, Default)]
struct Now {
    done: Vec<usize>,
    held: [bool; 2],
    logs: [String; 2],
    asleep: BTreeSet<usize>,
}

/// Every order, one after the other.
fn brute_force(threads: &[Vec<Single>], now: Now, found: &mut BTreeSet<String>) {
    let mut stuck = true;
    for (me, acts) in threads.iter().enumerate() {
        let Some(act) = acts.get(now.done[me]).filter(|_| !now.asleep.contains(&me)) else {
            continue;
        };
        let mut next = now.clone();
        next.done[me] += 1;
        match *act {
            Single::Lock(lock) if now.held[lock] => continue,
            Single::Lock(lock) => next.held[lock] = true,
            Single::Unlock(lock) => next.held[lock] = false,
            Single::Write(lock) => next.logs[lock].extend(('a'..).nth(me)),
            Single::Wait => {
                next.held[0] = false;
                next.asleep.insert(me);
            }
            Single::NotifyAll => next.asleep.clear(),
            Single::NotifyOne => {
                for whom in &now.asleep {
                    let mut next = next.clone();
                    next.asleep.remove(whom);
                    brute_force(threads, next, found);
                }
                if !now.asleep.is_empty() {
                    stuck = false;
                    continue;
                }
            }
        }
        stuck = false;
        brute_force(threads, next, found);
    }
    if !stuck {
        return;
    }
    let ended = |(me, acts): (usize, &Vec<Single>)| now.done[me] == acts.len();
    let ended: Vec<bool> = threads.iter().enumerate().map(ended).collect();
    found.insert(match ended.iter().all(|ended| *ended) {
        true => now.logs.join("|"),
        false => format!("ended: {ended:?}"),
    });
}

/// The endings of the checker's graph that are not good ones, as above.
fn stuck(graph: &Graph) -> BTreeSet<String> {
    let ends = graph.ended(|end| !end.is_well()).into_iter();
    let ends = ends.map(|at| {
        assert_eq!(graph.states[at].end, Some(End::Stuck(None)));
        let views = graph.states[at]
            .views
            .iter()
            .map(|view| &graph.views[*view]);
        let others = views.filter(|view| view.thread > 0);
        let ended: Vec<bool> = others.map(|view| view.op == Op::Ended).collect();
        format!("ended: {ended:?}")
    });
    ends.collect()
}

fn inner() -> impl Strategy<Value = Inner> {
    prop_oneof![
        Just(Inner::Write),
        Just(Inner::Wait),
        Just(Inner::NotifyOne),
        Just(Inner::Other)
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let section = (0..2usize, prop::collection::vec(inner(), 1..3));
    prop_oneof![
        4 => section.prop_map(|(lock, inner)| Act::Section(lock, inner)),
        1 => Just(Act::NotifyOne),
        1 => Just(Act::NotifyAll)
    ]
}

/// Two threads of one or two acts, or three of one: an interpreter that merges nothing has some
/// ten thousand orders then.
fn threads() -> impl Strategy<Value = Threads> {
    let two = prop::collection::vec(prop::collection::vec(act(), 1..3), 2);
    let three = prop::collection::vec(prop::collection::vec(act(), 1), 3);
    prop_oneof![two, three]
}

/// The schedules from the first state to an end: all, and those that fail.
fn schedules(steps: &[Vec<usize>], bad: &[bool]) -> (u64, u64) {
    fn count(at: usize, steps: &[Vec<usize>], bad: &[bool], known: &mut [Option<(u64, u64)>]) {
        if known[at].is_some() {
            return;
        }
        let mut sum = match steps[at].is_empty() {
            true => (1, u64::from(bad[at])),
            false => (0, 0),
        };
        for to in &steps[at] {
            count(*to, steps, bad, known);
            let more = known[*to].unwrap_or_default();
            sum = (sum.0 + more.0, sum.1 + more.1);
        }
        known[at] = Some(sum);
    }
    let mut known = vec![None; steps.len()];
    count(0, steps, bad, &mut known);
    known[0].unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn merging_loses_no_ending_and_makes_none(threads in threads()) {
        let all = threads.iter().map(|acts| singles(acts)).collect::<Vec<_>>();
        let mut expected = BTreeSet::new();
        let done = vec![0; all.len()];
        brute_force(&all, Now { done, ..Now::default() }, &mut expected);
        let (said, graph) = said(REAL, move || run(&threads));
        prop_assert!(graph.complete);
        let found: BTreeSet<_> = said.into_iter().chain(stuck(&graph)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_path_of_the_graph_is_a_schedule_of_the_program(
        threads in threads(),
        choices in prop::collection::vec(0..1000usize, 60),
    ) {
        let program: Program = Plain::new(move || drop(run(&threads)));
        let graph = search(&program, REAL);
        let (mut at, mut schedule) = (0, Vec::new());
        for choice in choices {
            let steps = &graph.states[at].steps;
            let Some((step, to)) = steps.get(choice % steps.len().max(1)) else { break };
            schedule.push(*step);
            at = to.unwrap();
        }
        let replayed = replay(&program, REAL.rules, &graph, &schedule);
        prop_assert!(replayed.fault.is_none());
        let there = &replayed.states[schedule.len()];
        let look = |graph: &Graph, views: &[usize]| {
            views.iter().map(|view| graph.views[*view].clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(&there.end, &graph.states[at].end);
        prop_assert_eq!(look(&replayed, &there.views), look(&graph, &graph.states[at].views));
    }

    #[test]
    fn folding_keeps_every_schedule(threads in threads()) {
        let program: Program = Plain::new(move || drop(run(&threads)));
        let graph = search(&program, REAL);
        let is_bad = |end: &Option<End>| end.as_ref().is_some_and(|end| !end.is_well());
        let steps = graph.states.iter().map(|state| {
            state.steps.iter().map(|(_, to)| to.unwrap()).collect::<Vec<_>>()
        });
        let bad = graph.states.iter().map(|state| is_bad(&state.end));
        let whole = schedules(&steps.collect::<Vec<_>>(), &bad.collect::<Vec<_>>());
        let folded = fold(&graph);
        let steps = folded.iter().map(|state| {
            state.steps.iter().map(|(_, to)| *to).collect::<Vec<_>>()
        });
        let bad = folded.iter().map(|state| is_bad(&state.end));
        let small = schedules(&steps.collect::<Vec<_>>(), &bad.collect::<Vec<_>>());
        prop_assert_eq!(whole, small);
        prop_assert!(folded.len() <= graph.states.len());
    }
}
