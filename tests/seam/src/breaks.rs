//! Does a reader's model tell a bug from our source, by nothing but what the two do?
//!
//! Both are run in child processes that are alike: the same executable, for the same test, with
//! the same arguments and variables. Which of the two it is to be comes through a pipe that is
//! empty again when the model begins.

use std::io::{Read, Write, stdin};

use crate::child::{self, Said};
use crate::model::{Bound, check};
use crate::recorder;

/// Runs the model on our source, where it has to pass, and on the bug, where it has to fail.
/// `test` is the path of the calling test, with its crate.
///
/// # Panics
///
/// With a sentence to the reader, if it does something else.
pub fn judge(test: &str, bound: Bound, on_source: fn(), on_the_bug: fn()) {
    if recorder::explains() {
        return check("your model", bound, on_source); // where it must not fail
    }
    if child::is_child(test) {
        return check(
            "your model",
            bound,
            the_one_that_is_meant(on_source, on_the_bug),
        );
    }
    let source = run(test, b"s");
    assert!(
        !source.text.contains(TODO),
        "there is no model yet (not yet implemented: write the model)"
    );
    assert!(
        !source.text.contains("so nothing was checked"),
        "your model has one execution on our source: it needs a second thread"
    );
    assert!(
        source.ok,
        "your model fails on our source, which is right\n{}",
        indented(&source.text)
    );
    println!("on our source it passes");
    let bug = run(test, b"b");
    assert!(
        !bug.ok && !bug.text.contains("so nothing was checked"),
        "your model passes on the bug, so it does not catch it"
    );
    println!("on the bug it fails");
}

/// What another process said, not to be taken for our own words.
fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  | {line}\n")).collect()
}

/// What a model says that is not written.
const TODO: &str = "not yet implemented";

fn run(test: &str, which: &'static [u8]) -> Said {
    child::told(test, child::executable(), |input| input.write_all(which))
}

/// Reads which, to the end.
fn the_one_that_is_meant(on_source: fn(), on_the_bug: fn()) -> fn() {
    let mut which = Vec::new();
    stdin().read_to_end(&mut which).expect("our parent says it");
    match which.as_slice() {
        b"s" => on_source,
        b"b" => on_the_bug,
        other => panic!("neither the source nor the bug: {other:?}"),
    }
}

/// The test of an exercise in which a reader writes a model: the reader's file stands in the
/// module `exercise`, and with the bug in `on_the_bug`. The bound is for both.
#[macro_export]
macro_rules! breaks {
    ($bound:expr) => {
        #[test]
        fn the_model_tells_them_apart() {
            let test = concat!(module_path!(), "::the_model_tells_them_apart");
            $crate::breaks::judge(test, $bound, exercise::model, on_the_bug::exercise::model);
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::Arc;
    use crate::sync::atomic::{AtomicU32, Ordering::SeqCst};
    use crate::thread;
    use std::env;

    /// Two threads add, in one step each.
    fn right() {
        let number = Arc::new(AtomicU32::new(0));
        let same = Arc::clone(&number);
        let other = thread::spawn(move || same.fetch_add(1, SeqCst));
        number.fetch_add(1, SeqCst);
        other.join().unwrap();
        assert_eq!(number.load(SeqCst), 2);
    }

    /// Two steps: an addition may be lost.
    fn wrong() {
        let number = Arc::new(AtomicU32::new(0));
        let same = Arc::clone(&number);
        let other = thread::spawn(move || same.store(same.load(SeqCst) + 1, SeqCst));
        number.store(number.load(SeqCst) + 1, SeqCst);
        other.join().unwrap();
        assert_eq!(number.load(SeqCst), 2);
    }

    #[test]
    fn one_that_fails_on_the_bug_alone_is_taken() {
        let test = concat!(module_path!(), "::one_that_fails_on_the_bug_alone_is_taken");
        judge(test, Bound::Exhaustive, right, wrong);
    }

    #[test]
    #[should_panic(expected = "passes on the bug")]
    fn one_that_never_fails_is_not() {
        let test = concat!(module_path!(), "::one_that_never_fails_is_not");
        judge(test, Bound::Exhaustive, right, right);
        assert!(!child::is_child(test), "the child has done its work");
    }

    #[test]
    #[should_panic(expected = "your model fails on our source")]
    fn one_that_always_fails_is_not() {
        let test = concat!(module_path!(), "::one_that_always_fails_is_not");
        judge(test, Bound::Exhaustive, wrong, wrong);
    }

    /// All that a model could ask about where it runs.
    fn tells() {
        let mut variables: Vec<_> = env::vars_os().collect();
        variables.sort();
        let (arguments, program) = (env::args_os(), env::current_exe());
        let folder = env::current_dir();
        println!(
            "{:?}",
            (arguments.collect::<Vec<_>>(), variables, program, folder)
        );
    }

    #[test]
    fn the_two_are_told_the_same() {
        let test = concat!(module_path!(), "::the_two_are_told_the_same");
        if child::is_child(test) {
            return the_one_that_is_meant(tells, tells)();
        }
        let told = |which| {
            let text = run(test, which).text;
            let told = text.lines().find(|line| line.contains("RUN_IN_CHILD"));
            told.expect("it tells").to_owned()
        };
        assert_eq!(told(b"s"), told(b"b"));
    }
}
