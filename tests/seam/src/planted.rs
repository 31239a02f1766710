//! A planted bug must be caught: its model has to fail, and for the stated reason.

use crate::{child, recorder};

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
    if child::is_child(test) || recorder::explains() {
        model(); // to fail, and then to be told how
        return None;
    }
    let said = child::run(test, child::executable());
    assert!(!said.ok, "{test}: the bug was not caught\n{}", said.text);
    Some(said.text)
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
