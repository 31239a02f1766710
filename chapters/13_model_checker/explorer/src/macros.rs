//! What the chapters' tests write, in the crate that they call `seam`.

/// std's macro.
#[macro_export]
macro_rules! thread_local {
    ($($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty = $init:expr);+ $(;)?) => { $(
        $(#[$attribute])*
        $visibility static $name: $crate::local::LocalKey<$type> =
            $crate::local::LocalKey::new(|| $init);
    )+ };
}

/// The test of a planted bug.
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

/// Makes a test of each of these models.
#[macro_export]
macro_rules! tests {
    ($($module:ident: $($model:ident),+ $(,)?);+ $(;)?) => { $($(
        #[test]
        fn $model() {
            $module::$model();
        }
    )+)+ };
}
