//! What a real machine may do at any moment, asked for by a model.
//!
//! Both are choices: one wake-up more that may come for no reason; a clock on which it may get late.
//! With loom's rules the first one is a thread, as in the crate that stands before loom.

use std::panic::Location;

use super::execution::current;
use super::step::Op;
use super::thread::{self, JoinHandle};

/// Wakes somebody, once, for no reason; as a thread, everybody who sleeps on a condvar that is
/// there by now.
pub fn imp() -> JoinHandle<()> {
    let Some((execution, _)) = current() else {
        return thread::spawn(|| ());
    };
    let condvars = execution.silently(|world| match world.rules.imps_are_threads {
        true => world.condvars(),
        false => {
            world.allow_spurious();
            Vec::new()
        }
    });
    match condvars.is_empty() {
        true => thread::ended(),
        false => thread::spawn(move || {
            for condvar in condvars {
                if let Some((execution, me)) = current() {
                    execution.step(me, Op::NotifyAll(condvar), Location::caller());
                }
            }
        }),
    }
}

/// Makes it late, at any moment.
pub fn clock_imp() -> JoinHandle<()> {
    if let Some((execution, _)) = current() {
        execution.silently(|world| world.allow_late());
    }
    thread::ended()
}
