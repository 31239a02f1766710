//! What the explorer adds to the checker: what is in a queue, and what loom did.

mod recording;

use std::collections::VecDeque; // the explorer's own, as in the chapters' files
use std::sync::Arc as Plain; // who drops it last is nobody's concern

use recording::recorded;
use seam::graph::Graph;
use seam::json::json;
use seam::loom::{follow, schedule};
use seam::model::{Bound, check};
use seam::paths::replay_paths;
use seam::rules::Rules;
use seam::run::{How, Program, Runs, search};
use seam::step::{Choice, Inside, Op};
use seam::sync::{Condvar, Mutex};
use seam::thread;

const REAL: How = How {
    rules: Rules::REAL,
    limit: 100_000,
    stacks: false,
};

fn graph(program: impl Fn() + Send + Sync + 'static) -> Graph {
    let program: Program = Plain::new(program);
    search(&program, REAL)
}

type Shared = (Mutex<VecDeque<u32>>, Condvar);

fn take((values, not_empty): &Shared) -> u32 {
    let mut values = values.lock().unwrap();
    while values.is_empty() {
        values = not_empty.wait(values).unwrap();
    }
    values.pop_front().unwrap()
}

fn push((values, not_empty): &Shared, notify_first: bool) {
    if notify_first {
        not_empty.notify_one();
    }
    values.lock().unwrap().push_back(1);
    if !notify_first {
        not_empty.notify_one();
    }
}

/// All that can happen where a thread takes a value, and main brings it.
fn worker_and_main(notify_first: bool) -> Graph {
    search(&program(notify_first), REAL)
}

/// What was ever seen in the queue.
fn contents(graph: &Graph) -> Vec<Vec<usize>> {
    let inside = graph.states.iter().flat_map(|state| &state.inside);
    let mut all: Vec<_> = inside
        .map(|(_, inside)| match inside {
            Inside::Values(from) => from.clone(),
            Inside::Number(_) => panic!("there is no atomic"),
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn a_queue_shows_whose_values_are_in_it() {
    let graph = worker_and_main(false);
    assert_eq!(contents(&graph), [vec![], vec![0]]);
    // Where the worker sleeps for ever, the value of main lies there.
    let wrong = worker_and_main(true);
    let stuck = wrong.ended(|end| !end.is_well());
    assert!(!stuck.is_empty());
    for state in stuck {
        let (_, inside) = &wrong.states[state].inside[0];
        assert_eq!(*inside, Inside::Values(vec![0]));
    }
}

#[test]
fn a_queue_does_what_stds_does_and_tells_each_change() {
    let graph = graph(|| {
        let step = thread::yield_now; // so that there is a state to look at
        let mut queue: VecDeque<u32> = VecDeque::from([1, 2, 3]);
        step();
        assert_eq!(queue.drain(..2).collect::<Vec<_>>(), [1, 2]);
        step();
        queue.extend([4, 5]);
        assert_eq!((queue.len(), queue[0]), (3, 3));
        step();
        assert_eq!(queue.pop_front(), Some(3));
        step();
        assert_eq!(queue.into_iter().collect::<Vec<_>>(), [4, 5]);
        step();
    });
    let looks = graph.states.iter().map(|state| {
        let mut inside = state.inside.iter();
        let one = inside.next().map(|(_, inside)| inside.clone());
        assert!(inside.next().is_none());
        match one {
            Some(Inside::Values(from)) => Some(from.len()),
            _ => None,
        }
    });
    let looks: Vec<_> = looks.collect();
    let none = None; // before it is made, and when it is gone
    assert_eq!(
        looks,
        [none, Some(3), Some(1), Some(3), Some(2), none, none]
    );
}

#[test]
fn an_atomic_shows_its_value() {
    use seam::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    let graph = graph(|| {
        let number = AtomicUsize::new(7);
        number.fetch_add(1, SeqCst);
        thread::yield_now();
    });
    let looks = graph.states.iter().filter_map(|state| state.inside.first());
    let looks: Vec<_> = looks.map(|(_, inside)| inside.clone()).collect();
    assert_eq!(looks[..2], [Inside::Number(7), Inside::Number(8)]);
}

/// The steps of a schedule that loom writes down, too.
fn said(graph: &Graph, schedule: &[Choice]) -> Vec<Choice> {
    let states = graph.walk(schedule).expect("it is one of the graph's");
    let unsaid = |(state, choice): (&usize, &Choice)| {
        let view = choice
            .thread()
            .and_then(|thread| graph.look(*state, thread));
        view.is_some_and(|view| matches!(view.op, Op::Start | Op::Release(_)))
    };
    let steps = states.iter().zip(schedule);
    let said = steps.filter(|step| !unsaid(*step));
    said.map(|(_, choice)| *choice).collect()
}

#[test]
fn what_loom_wrote_down_is_found_in_the_graph() {
    for graph in [worker_and_main(true), two_locks()] {
        let shortest = graph.shortest(|end| !end.is_well()).unwrap();
        let text = recorded(&graph, &shortest);
        let found = schedule(&graph, &text).expect("it is there");
        assert_eq!(said(&graph, &found), said(&graph, &shortest), "{text}");
        let end = *graph.walk(&found).unwrap().last().unwrap();
        assert!(
            graph.states[end]
                .end
                .as_ref()
                .is_some_and(|end| !end.is_well())
        );
    }
}

/// Each of two threads has one lock, and wants the other.
fn two_locks() -> Graph {
    graph(|| {
        let locks = Plain::new([Mutex::new(()), Mutex::new(())]);
        let same = Plain::clone(&locks);
        let other = thread::spawn(move || {
            let _one = same[1].lock().unwrap();
            let _two = same[0].lock().unwrap();
        });
        {
            let _one = locks[0].lock().unwrap();
            let _two = locks[1].lock().unwrap();
        }
        other.join().unwrap();
    })
}

/// The program that `worker_and_main` searches.
fn program(notify_first: bool) -> Program {
    Plain::new(move || {
        let shared = Plain::new((Mutex::new(VecDeque::new()), Condvar::new()));
        let same = Plain::clone(&shared);
        let worker = thread::spawn(move || take(&same));
        push(&shared, notify_first);
        assert_eq!(worker.join().unwrap(), 1);
    })
}

#[test]
fn where_the_graph_lacks_it_the_program_does_what_loom_did() {
    let graph = search(&program(true), REAL);
    let shortest = graph.shortest(|end| !end.is_well()).unwrap();
    let text = recorded(&graph, &shortest);
    let mut runs = Runs::new(&program(true), REAL);
    runs.run(&[]);
    assert_eq!(
        schedule(runs.graph(), &text),
        None,
        "the first execution ends well"
    );
    let found = follow(&mut runs, &text).expect("it can be done");
    assert_eq!(said(runs.graph(), &found), said(&graph, &shortest));
}

#[test]
fn a_wait_may_have_begun_later_than_it_was_written_down() {
    let graph = worker_and_main(true);
    let shortest = graph.shortest(|end| !end.is_well()).unwrap();
    let text = recorded(&graph, &shortest);
    let mut rows: Vec<&str> = text.lines().collect();
    // The notify that the worker misses, as if it came when the worker was about to sleep.
    let notify = rows
        .iter()
        .position(|row| row.contains("notify_one"))
        .unwrap();
    let notify = rows.remove(notify);
    let wait = rows
        .iter()
        .position(|row| row.contains("\twait\t"))
        .unwrap();
    rows.insert(wait + 1, notify);
    let found = schedule(&graph, &rows.join("\n")).expect("it can only have been before");
    assert_eq!(said(&graph, &found), said(&graph, &shortest));
}

#[test]
fn what_the_program_cannot_do_is_not_found() {
    let graph = worker_and_main(true);
    let shortest = graph.shortest(|end| !end.is_well()).unwrap();
    let text = recorded(&graph, &shortest);
    // A step that the program does not have, and an execution that ends well.
    let other = text.replace("notify_one", "notify_all");
    assert_eq!(schedule(&graph, &other), None);
    let well = graph.shortest(|end| end.is_well()).unwrap();
    assert_eq!(schedule(&graph, &recorded(&graph, &well)), None);
    let right = worker_and_main(false);
    assert_eq!(schedule(&right, &text), None);
}

/// Two threads write a letter each, and main perhaps reads the first.
fn letters(reads: bool) -> Program {
    Plain::new(move || {
        let log = Plain::new(Mutex::new(String::new()));
        let threads = ['a', 'b'].map(|letter| {
            let log = Plain::clone(&log);
            thread::spawn(move || log.lock().unwrap().push(letter))
        });
        if reads {
            drop(log.lock().unwrap());
        }
        for thread in threads {
            thread.join().unwrap();
        }
    })
}

#[test]
fn a_graph_of_another_program_is_noticed() {
    let graph = search(&letters(true), REAL);
    assert_eq!(replay_paths(&letters(true), REAL.rules, &graph, 50), Ok(()));
    let other = replay_paths(&letters(false), REAL.rules, &graph, 50);
    assert!(other.unwrap_err().contains("leads elsewhere"));
}

#[test]
fn the_page_is_told_both() {
    let graph = worker_and_main(true);
    let shortest = graph.shortest(|end| !end.is_well());
    let steps = shortest.as_ref().map_or(0, Vec::len);
    let text = json("name", &graph, shortest);
    assert!(text.contains("\"boxes\":[[],[[0,[]]],[[0,[0]]]]"), "{text}");
    let (_, loom) = text.split_once("\"loom\":[").unwrap();
    let (loom, _) = loom.split_once(']').unwrap();
    assert_eq!(loom.split(',').count(), steps, "{loom}");
    let none = json("name", &graph, None);
    assert!(none.contains("\"loom\":null"));
}

#[test]
#[should_panic(expected = "nothing was checked")]
fn a_model_without_choices_is_refused() {
    check("nothing", Bound::Exhaustive, || ());
}
