//! A planted bug must be caught: its model has to fail, and for the stated reason.

use std::{
    env,
    process::{Command, Stdio},
};

/// Set in the child process, to the name of the test that is to run its model.
const CHILD: &str = "RUN_PLANTED_BUG";

/// Set if the model's steps are to be written down: see [`recorder`](crate::recorder).
const EXPLAINED: &str = "EXPLAIN_MODEL";

/// Runs `model` in a child process, which must fail and print `reason`.
///
/// In a process of its own because loom's report of a deadlock often ends in an abort:
/// destructors that lock a loom mutex panic while the first panic unwinds. `test` is the
/// path of the calling test, with its crate; the child is this test executable, asked to run
/// only that.
///
/// # Panics
///
/// If the model passes, or fails for another reason.
pub fn must_fail(test: &str, reason: &str, model: fn()) {
    let Some(said) = run(test, model) else { return };
    assert!(
        said.contains(reason),
        "{test}: failed, but not with {reason:?}\n{said}"
    );
    println!("{test}: caught, {reason:?}");
}

/// What the child said, which must have failed. `None`: we are the child, and `model` passed.
fn run(test: &str, model: fn()) -> Option<String> {
    let (_crate, test) = test.split_once("::").expect("a path begins with the crate");
    let is_child = env::var_os(CHILD).is_some_and(|name| name == test);
    if is_child || env::var_os(EXPLAINED).is_some() {
        model(); // to fail, and then to be told how
        return None;
    }
    let child = Command::new(env::current_exe().expect("the path of this test"))
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(CHILD, test)
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .output()
        .expect("this test can be started again");
    let said = String::from_utf8_lossy(&child.stdout) + String::from_utf8_lossy(&child.stderr);
    assert!(
        !child.status.success(),
        "{test}: the bug was not caught\n{said}"
    );
    Some(said.into_owned())
}

/// The same for a model that a reader wrote, who need not know what loom says of it.
///
/// # Panics
///
/// If the model passes, or if there is no model yet, or none that checks anything.
pub fn must_fail_somehow(test: &str, model: fn()) {
    let Some(said) = run(test, model) else { return };
    assert!(
        !said.contains("not yet implemented"),
        "{test}: there is no model yet\n{said}"
    );
    assert!(
        !said.contains("so nothing was checked"),
        "{test}: the model has one execution: it needs a second thread\n{said}"
    );
    println!("{test}: caught");
}

/// The test of a planted bug: `must_fail!(channels::a_model, "deadlock");` runs that model, which
/// has to fail and to print the reason.
#[macro_export]
macro_rules! must_fail {
    ($module:ident::$model:ident, $reason:literal) => {
        #[test]
        fn $model() {
            let test = concat!(module_path!(), "::", stringify!($model));
            $crate::planted::must_fail(test, $reason, $module::$model);
        }
    };
}
