//! The steps as rows that a person can read.

use std::collections::HashMap;

use super::recording::Recording;
use super::state::{Named, State, Want};
use super::step::Step;

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub thread: usize,
    pub does: String,
    /// Who holds which lock after this step.
    pub held: Named<String>,
    /// Who waits on which condvar after this step.
    pub waits: Named<Vec<String>>,
}

/// All rows, and the state after the last.
pub fn of(recording: &Recording) -> (Vec<Row>, State) {
    let mut state = State::default();
    let mut rows = Vec::new();
    let late = late_waits(&recording.steps);
    for (i, step) in recording.steps.iter().enumerate() {
        let does = match late.values().any(|wait| *wait == i) {
            true => {
                let condvar = step.object.unwrap_or_default();
                state.wants.insert(step.thread, Want::Notify(condvar));
                Some(format!("about to wait {}", recording.object(condvar)))
            }
            false => take(step, &mut state, recording),
        };
        rows.extend(does.map(|does| row(step.thread, does, &state, recording)));
        // Nothing was written down when that wait began, but this is when it can have been.
        if let Some(wait) = late.get(&i).map(|wait| &recording.steps[*wait]) {
            let does = take(wait, &mut state, recording);
            rows.extend(does.map(|does| row(wait.thread, does, &state, recording)));
        }
    }
    (rows, state)
}

fn row(thread: usize, does: String, state: &State, names: &Recording) -> Row {
    Row {
        thread,
        does,
        held: state.holders(names),
        waits: state.waiters(names),
    }
}

/// Changes the state by one step, and says what it was. `None`: nothing to see.
fn take(step: &Step, state: &mut State, names: &Recording) -> Option<String> {
    let me = step.thread;
    let object = step.object.unwrap_or_default();
    let called = names.object(object);
    // The thread or the lock that the step is also about.
    let number = step.detail.split(' ').next().and_then(|n| n.parse().ok());
    let other = number.unwrap_or_default();
    // In a deadlock loom stops in the middle of a step: what it waits for still holds.
    if step.what != "panic" {
        state.wants.remove(&me);
    }
    Some(match step.what.as_str() {
        "wants" => {
            state.wants.insert(me, Want::Lock(object));
            let holder = state.held.get(&object)?;
            format!("wants {called}: {} has it", names.thread(*holder))
        }
        "lock" => {
            state.lock(me, object);
            format!("lock {called}")
        }
        "unlock" => {
            state.held.remove(&object);
            format!("unlock {called}")
        }
        "wait" => {
            state.wait(me, object, other);
            format!("wait {called}")
        }
        "woken" => {
            state.woken(me, object, other);
            format!("woken, lock {}", names.object(other))
        }
        "late" => format!("too late to wait {called}"),
        "notify_one" | "notify_all" => {
            let most = if step.what == "notify_one" {
                1
            } else {
                usize::MAX
            };
            let woken = all(&state.notify(object, most), names);
            let whom = if woken.is_empty() {
                "(nobody waits)"
            } else {
                &woken
            };
            format!("{} {called} {whom}", step.what)
        }
        "imp" => {
            let woken = state.notify(object, usize::MAX);
            if woken.is_empty() {
                return None; // it tries every condvar
            }
            format!("wakes {called} {}", all(&woken, names))
        }
        "clock" => "it is late".to_owned(),
        "spawn" => format!("spawn {}", names.thread(other)),
        "joins" => {
            if state.ended.contains(&other) {
                return None;
            }
            state.wants.insert(me, Want::End(other));
            format!("join {}", names.thread(other))
        }
        "joined" => return None,
        "ends" => {
            state.ended.push(me);
            "ends".to_owned()
        }
        // The last line says so. One that is caught is a step.
        "panic" if step.at.contains("loom-") => return None,
        "panic" => "panics".to_owned(),
        what => format!("{what} {called} {}", step.detail),
    })
}

fn all(threads: &[usize], names: &Recording) -> String {
    let names: Vec<_> = threads.iter().map(|thread| names.thread(*thread)).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!("-> {}", names.join(", ")),
    }
}

/// Waits that began later than they were written down: for each, the notify that missed it.
///
/// A wait is written down when it is called. loom may run others between that and the moment
/// when the lock is given up, and of this moment nobody is told. Mostly it makes no difference.
/// But who waits for ever, with its lock free, was not woken by a notify that came right
/// after the call: so that notify came first.
fn late_waits(steps: &[Step]) -> HashMap<usize, usize> {
    let deadlock = steps
        .last()
        .is_some_and(|step| step.detail.contains("deadlock;"));
    let mut late = HashMap::new();
    for (i, wait) in steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.what == "wait")
    {
        let goes_on = |step: &Step| step.thread == wait.thread && step.what != "panic";
        let lock = wait.detail.parse().ok();
        if !deadlock || steps[i + 1..].iter().any(goes_on) || is_held(&steps[i + 1..], lock) {
            continue;
        }
        for (j, step) in steps.iter().enumerate().skip(i + 1) {
            let notifies = ["notify_one", "notify_all", "imp"].contains(&step.what.as_str());
            if step.what == "lock" && step.object == lock {
                break; // so the wait had begun
            }
            if notifies && step.object == wait.object {
                late.insert(j, i);
                break;
            }
        }
    }
    late
}

/// Does somebody hold the lock in the end?
fn is_held(steps: &[Step], lock: Option<usize>) -> bool {
    let mut held = false;
    for step in steps {
        let other = step.detail.parse().ok();
        match step.what.as_str() {
            "lock" if step.object == lock => held = true,
            "unlock" if step.object == lock => held = false,
            "woken" if other == lock => held = true,
            "wait" if other == lock => held = false,
            _ => {}
        }
    }
    held
}
