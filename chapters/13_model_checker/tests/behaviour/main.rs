//! What the checker finds in small programs, each of which has one thing in it.

mod properties;
#[cfg(not(feature = "exercise"))] // then the exercise asks them
mod steps;
mod tools;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc as Plain; // what lies outside of the search
use std::sync::atomic::{AtomicUsize as PlainUsize, Ordering::SeqCst};
use std::time::Duration;

use chapter13::fold::fold;
use chapter13::graph::{End, Graph};
use chapter13::imp::{clock_imp, imp};
use chapter13::run::{How, Program, search, search_until};
use chapter13::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use chapter13::sync::{Arc, Condvar, Mutex};
use chapter13::thread;

use tools::{LOOM, REAL, said};

#[test]
fn every_order_of_two_is_seen() {
    let (said, graph) = said(REAL, || {
        let log = Plain::new(Mutex::new(String::new()));
        let threads = ['a', 'b'].map(|letter| {
            let log = Plain::clone(&log);
            thread::spawn(move || log.lock().unwrap().push(letter))
        });
        let _ended = threads.map(|thread| thread.join().unwrap());
        let log = log.lock().unwrap();
        log.clone()
    });
    assert_eq!(said, ["ab", "ba"]);
    assert!(graph.complete);
    assert_eq!(graph.endings(), [&End::Well]);
}

/// Two fall asleep, `a` first. One is notified, and notifies the other: the orders of waking.
fn who_wakes(how: How) -> Vec<String> {
    let (mut said, _) = said(how, || {
        let shared = Plain::new((Mutex::new((0, String::new())), Condvar::new()));
        let sleeper = |letter, before| {
            let shared = Plain::clone(&shared);
            thread::spawn(move || {
                let mut state = shared.0.lock().unwrap();
                if state.0 != before {
                    return; // too early: of another order
                }
                state.0 += 1;
                let mut state = shared.1.wait(state).unwrap();
                state.1.push(letter);
                drop(state);
                shared.1.notify_one();
            })
        };
        let sleepers = [sleeper('a', 0), sleeper('b', 1)];
        if shared.0.lock().unwrap().0 < 2 {
            return String::new(); // too early, too
        }
        shared.1.notify_one();
        let _ended = sleepers.map(|sleeper| sleeper.join().unwrap());
        let log = shared.0.lock().unwrap();
        log.1.clone()
    });
    said.retain(|order| !order.is_empty());
    said
}

#[test]
fn a_notify_wakes_any_of_those_who_sleep() {
    assert_eq!(who_wakes(REAL), ["ab", "ba"]);
}

#[test]
fn with_looms_rules_it_wakes_the_one_who_sleeps_longest() {
    assert_eq!(who_wakes(LOOM), ["ab"]);
}

#[test]
fn with_looms_rules_an_imp_is_a_thread() {
    let (_, graph) = said(LOOM, || {
        let bell = Plain::new((Mutex::new(()), Condvar::new()));
        let imp = imp();
        drop(bell.1.wait(bell.0.lock().unwrap()).unwrap());
        imp.join().unwrap();
        String::new()
    });
    // It may ring before anybody sleeps.
    assert_eq!(graph.endings(), [&End::Well, &End::Stuck(None)]);
}

/// A thread that waits with `if`, and takes what it finds.
fn takes_for_granted(may_wake: bool) -> Vec<End> {
    let (_, graph) = said(REAL, move || {
        let shared = Plain::new((Mutex::new(0), Condvar::new()));
        if may_wake {
            imp().join().unwrap();
        }
        let same = Plain::clone(&shared);
        let other = thread::spawn(move || {
            let mut value = same.0.lock().unwrap();
            if *value == 0 {
                value = same.1.wait(value).unwrap();
            }
            assert_eq!(*value, 1, "nothing there");
        });
        *shared.0.lock().unwrap() = 1;
        shared.1.notify_one();
        other.join().unwrap();
        String::new()
    });
    graph.endings().into_iter().cloned().collect()
}

#[test]
fn a_wait_may_end_for_no_reason_where_that_is_asked_for() {
    assert_eq!(takes_for_granted(false), [End::Well]);
    let ends = takes_for_granted(true);
    assert!(
        ends.iter()
            .any(|end| matches!(end, End::Panic(text) if text.contains("nothing there")))
    );
    assert!(ends.contains(&End::Well));
}

#[test]
fn a_deadlock_is_one_end_of_several_and_its_schedule_is_the_shortest() {
    let (_, graph) = said(REAL, || {
        let locks = Plain::new([Mutex::new(()), Mutex::new(())]);
        let other = {
            let locks = Plain::clone(&locks);
            thread::spawn(move || {
                let _one = locks[1].lock().unwrap();
                let _two = locks[0].lock().unwrap();
            })
        };
        {
            let _one = locks[0].lock().unwrap();
            let _two = locks[1].lock().unwrap();
        }
        other.join().unwrap();
        String::new()
    });
    assert_eq!(graph.endings(), [&End::Well, &End::Stuck(None)]);
    let schedule = graph.shortest(|end| !end.is_well()).unwrap();
    // Main begins and takes its lock, the other begins and takes its own.
    assert_eq!(schedule.len(), 4, "{schedule:?}");
}

#[test]
fn who_is_left_behind_is_an_end_too() {
    let (_, graph) = said(REAL, || {
        let bell = Plain::new((Mutex::new(()), Condvar::new()));
        drop(thread::spawn(move || {
            drop(bell.1.wait(bell.0.lock().unwrap()).unwrap())
        }));
        String::new()
    });
    assert_eq!(graph.endings(), [&End::LeftBehind]);
}

#[test]
fn what_is_never_freed_is_found() {
    let (_, graph) = said(REAL, || {
        std::mem::forget(Arc::new(1));
        String::new()
    });
    assert_eq!(graph.endings(), [&End::Leak]);
}

/// Says who dropped it: main, or the other one.
struct Loud {
    main: thread::ThreadId,
    last: Plain<PlainUsize>,
}

impl Drop for Loud {
    fn drop(&mut self) {
        let by_main = thread::current().id() == self.main;
        self.last.store(1 + usize::from(by_main), SeqCst);
    }
}

#[test]
fn either_of_two_handles_may_be_the_last() {
    let (said, _) = said(REAL, || {
        let last = Plain::new(PlainUsize::new(0));
        let one = Arc::new(Loud {
            main: thread::current().id(),
            last: Plain::clone(&last),
        });
        let two = Arc::clone(&one);
        let other = thread::spawn(move || drop(two));
        drop(one);
        other.join().unwrap();
        last.load(SeqCst).to_string()
    });
    assert_eq!(said, ["1", "2"]);
}

#[test]
fn a_caught_panic_is_no_end() {
    let (said, graph) = said(REAL, || {
        let caught = std::panic::catch_unwind(|| panic!("mine"));
        let other = thread::spawn(|| ());
        other.join().unwrap();
        caught.is_err().to_string()
    });
    assert_eq!(said, ["true"]);
    assert_eq!(graph.endings(), [&End::Well]);
    assert!(graph.said.iter().any(|text| text.contains("mine")));
}

#[test]
fn it_may_get_late_at_any_moment_or_never() {
    let (said, graph) = said(REAL, || {
        let shared = Plain::new((Mutex::new(0), Condvar::new()));
        clock_imp().join().unwrap();
        let same = Plain::clone(&shared);
        let other = thread::spawn(move || {
            let guard = same.0.lock().unwrap();
            *same
                .1
                .wait_timeout(guard, Duration::from_secs(1))
                .unwrap()
                .0
        });
        *shared.0.lock().unwrap() = 1;
        let value = other.join().unwrap();
        value.to_string()
    });
    assert_eq!(said, ["0", "1"]);
    assert_eq!(graph.endings(), [&End::Well], "time passes by itself");
}

#[test]
fn a_token_that_is_left_first_is_not_lost() {
    let (_, graph) = said(REAL, || {
        let sleeper = thread::spawn(thread::park);
        sleeper.thread().unpark();
        sleeper.join().unwrap();
        String::new()
    });
    assert_eq!(graph.endings(), [&End::Well]);
}

#[test]
fn an_atomic_step_comes_between_two_others() {
    let (said, _) = said(REAL, || {
        let number = Plain::new(AtomicUsize::new(0));
        let other = {
            let number = Plain::clone(&number);
            thread::spawn(move || number.store(2, Ordering::SeqCst))
        };
        let before = number.load(Ordering::SeqCst);
        let after = number.load(Ordering::SeqCst);
        other.join().unwrap();
        format!("{before}{after}")
    });
    assert_eq!(said, ["00", "02", "22"]);
}

/// What this checker does not do. loom does, and finds both.
#[test]
fn memory_has_one_order_here() {
    let (said, _) = said(REAL, || {
        let flags = Plain::new([AtomicBool::new(false), AtomicBool::new(false)]);
        let other = {
            let flags = Plain::clone(&flags);
            thread::spawn(move || {
                flags[0].store(true, Ordering::Relaxed);
                flags[1].load(Ordering::Relaxed)
            })
        };
        flags[1].store(true, Ordering::Relaxed);
        let mine = flags[0].load(Ordering::Relaxed);
        format!("{mine} {}", other.join().unwrap())
    });
    assert!(!said.contains(&"false false".to_owned()), "{said:?}");
    assert_eq!(said.len(), 3);
}

#[test]
#[should_panic(expected = "something outside of the model decides")]
fn a_program_that_looks_outside_is_noticed() {
    let runs = Plain::new(PlainUsize::new(0));
    said(REAL, move || {
        let lock = Mutex::new(());
        let other = thread::spawn(|| ());
        // Every second execution takes a step more.
        if runs.fetch_add(1, SeqCst) % 2 == 1 {
            thread::yield_now();
        }
        drop(lock.lock());
        other.join().unwrap();
        String::new()
    });
}

#[test]
fn a_loop_without_an_end_is_one() {
    let (_, graph) = said(
        How {
            limit: 5_000,
            ..REAL
        },
        || {
            let flag = AtomicBool::new(false);
            while !flag.load(Ordering::SeqCst) {
                thread::yield_now();
            }
            String::new()
        },
    );
    assert_eq!(graph.endings(), [&End::Endless]);
}

#[test]
fn a_program_of_one_thread_has_one_way() {
    let (said, graph) = said(REAL, || {
        let lock = Mutex::new(1);
        let value = *lock.lock().unwrap();
        value.to_string()
    });
    assert_eq!(said, ["1"]);
    assert_eq!(graph.executions, 1);
    assert_eq!(fold(&graph).len(), graph.states.len());
}

/// Three threads write a letter each. One order is a mistake.
fn letters() -> Program {
    Plain::new(|| {
        let log = Plain::new(Mutex::new(String::new()));
        let threads = ['a', 'b', 'c'].map(|letter| {
            let log = Plain::clone(&log);
            thread::spawn(move || {
                let mut log = log.lock().unwrap();
                log.push(letter);
                assert_ne!(*log, "cb", "mine");
            })
        });
        for thread in threads {
            thread.join().unwrap();
        }
    })
}

/// How far each state is from the first.
fn distances(graph: &Graph) -> BTreeMap<usize, usize> {
    let mut known = BTreeMap::from([(0, 0)]);
    let mut open = VecDeque::from([0]);
    while let Some(at) = open.pop_front() {
        for to in graph.states[at].steps.iter().filter_map(|(_, to)| *to) {
            if !known.contains_key(&to) {
                known.insert(to, known[&at] + 1);
                open.push_back(to);
            }
        }
    }
    known
}

#[test]
fn a_search_that_is_stopped_has_tried_every_short_schedule() {
    for limit in [40, 60] {
        let graph = search(&letters(), How { limit, ..REAL });
        assert!(
            !graph.complete && graph.depth > 1,
            "{limit}: {}",
            graph.depth
        );
        for (state, distance) in distances(&graph) {
            let all = graph.states[state].steps.iter().all(|(_, to)| to.is_some());
            assert!(all || distance >= graph.depth, "{limit}, {state}");
        }
    }
}

#[test]
fn the_shortest_schedule_is_known_before_all_is_seen() {
    let mine = |end: &End| matches!(end, End::Panic(text) if text.contains("mine"));
    let steps = |graph: &Graph| graph.shortest(mine).map(|steps| steps.len());
    let part = search_until(&letters(), REAL, |graph| {
        steps(graph).is_some_and(|steps| steps <= graph.depth)
    });
    let whole = search(&letters(), REAL);
    assert!(whole.complete && !part.complete);
    assert_eq!(steps(&part), steps(&whole));
}

#[test]
fn what_a_panic_unwinds_is_not_counted() {
    let (_, graph) = said(REAL, || {
        let (one, two) = (Arc::new(Mutex::new(())), Arc::new(Mutex::new(())));
        let others = (Arc::clone(&one), Arc::clone(&two));
        let other = thread::spawn(move || drop(others));
        drop(one.lock().unwrap());
        assert!(two.lock().is_err(), "mine"); // and now both handles are dropped
        other.join().unwrap();
        String::new()
    });
    let schedule = graph.shortest(|end| !end.is_well()).unwrap();
    // Main begins, takes one lock, and then the other.
    assert_eq!(graph.until_panic(&schedule), 3);
    assert!(schedule.len() > 3);
}
