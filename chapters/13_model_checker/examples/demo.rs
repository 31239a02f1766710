//! A thread that waits for a value, and one that brings it: all that can happen. First as it
//! should be, then with the notify before the push.

use std::sync::Arc as Plain; // who drops it last is nobody's concern
use std::time::Instant;

use chapter13::graph::Graph;
use chapter13::report;
use chapter13::run::{How, Program, search};
use chapter13::sync::{Condvar, Mutex};
use chapter13::thread;

type Shared = (Mutex<Vec<u32>>, Condvar);

// ANCHOR: program
fn take((values, not_empty): &Shared) -> u32 {
    let mut values = values.lock().unwrap();
    while values.is_empty() {
        values = not_empty.wait(values).unwrap();
    }
    values.pop().unwrap()
}

fn push_then_notify((values, not_empty): &Shared) {
    values.lock().unwrap().push(1);
    not_empty.notify_one();
}

fn notify_then_push((values, not_empty): &Shared) {
    not_empty.notify_one();
    values.lock().unwrap().push(1);
}

fn program(bring: fn(&Shared)) -> Program {
    Plain::new(move || {
        let values = Mutex::new(Vec::new());
        let not_empty = Condvar::new();
        let shared = Plain::new((values, not_empty));
        let same = Plain::clone(&shared);
        let worker = thread::spawn(move || take(&same));
        bring(&shared);
        assert_eq!(worker.join().unwrap(), 1);
    })
}
// ANCHOR_END: program

fn show(name: &str, bring: fn(&Shared)) -> Graph {
    let start = Instant::now();
    let graph = search(&program(bring), How::default());
    println!(
        "{name}: {} states, {} steps between them, found in {} executions and {:.1} ms",
        graph.states.len(),
        graph.steps(),
        graph.executions,
        start.elapsed().as_secs_f64() * 1e3
    );
    graph
}

fn main() {
    let right = show("push, then notify", push_then_notify);
    assert!(right.endings().iter().all(|end| end.is_well()));
    println!("  it ends well, whatever is chosen");
    let wrong = show("notify, then push", notify_then_push);
    let schedule = wrong.shortest(|end| !end.is_well()).expect("it can fail");
    println!("  it can fail, and there is no shorter way to it than this:");
    print!("{}", report::table(&wrong, &schedule));
}
