//! All places on all pools.

use contract::Shutdown;

use super::executors::{self, Initializer, Of};
use super::fault::{Fault, Way};
use super::maps::{self, Part};
use super::stage::{Go, on, on_full, on_giving_up};
use super::{Row, tasks, wakers};

type Executor = chapter10::ThreadPoolExecutor;
type Dummy = chapter10::Pool;

pub fn row<P: Shutdown>(name: &str, place: fn(&P, &Fault, Go<'_>)) -> Row {
    Row::new(name.into(), move |way| on(way, place))
}

/// A row for each of the pools, in each of the places.
macro_rules! each {
    ($rows:ident, $module:ident: $($place:ident)+ => $pools:tt) => {
        $( each!(@pools $rows, $module::$place, $pools); )+
    };
    (@pools $rows:ident, $place:path, [$($pool:ty),+]) => {
        $( $rows.push(row::<$pool>(
            concat!(stringify!($pool), ", ", stringify!($place)),
            $place,
        )); )+
    };
}

/// The same for functions that are told the part that panics.
macro_rules! each_part {
    ($rows:ident, $($place:ident)+ => $pools:tt, $parts:expr) => {
        $( each_part!(@pools $rows, $place, $pools, $parts); )+
    };
    (@pools $rows:ident, $place:ident, [$($pool:ty),+], $parts:expr) => { $( for part in $parts {
        let name = concat!(stringify!($pool), ", maps::", stringify!($place));
        let mut row = Row::new(format!("{name}, {part:?}"), move |way| {
            on::<$pool>(way, |pool, fault, go| maps::$place(part, pool, fault, go));
        });
        row.once = part.once();
        $rows.push(row);
    } )+ };
}

/// Without a pool that lasts.
fn alone(
    name: String,
    place: impl Fn(&Fault) + Send + Sync + std::panic::RefUnwindSafe + 'static,
) -> Row {
    Row::new(name, move |way| {
        let fault = Fault::new(way);
        place(&fault);
        assert!(fault.struck() > 0, "nothing has panicked there");
    })
}

pub fn all() -> Vec<Row> {
    use chapter3::Pool as Pool3;
    use chapter4::Pool as Pool4;
    use chapter5::Pool as Pool5;
    use chapter7::Pool as Pool7;
    use chapter8::Pool as Pool8;
    use chapter12::Pool as Pool12;
    let mut rows = vec![row::<Pool3>("Pool3, tasks::executed", tasks::executed)];
    each!(rows, tasks: executed => [Pool4, Pool5, Pool7, Pool8, Pool12, Executor, Dummy]);
    each!(rows, tasks: executed_capture =>
        [Pool3, Pool4, Pool5, Pool7, Pool8, Pool12, Executor, Dummy]);
    each!(rows, tasks: task capture detached result result_later
        callback callbacks_capture callback_now => [Pool5, Pool7, Pool8, Pool12, Executor, Dummy]);
    each!(rows, tasks: listener listeners_capture listener_now =>
        [Pool5, Pool7, Pool8, Pool12, Executor]);
    each!(rows, tasks: cancelled => [Pool7, Pool8, Pool12, Executor]);
    macro_rules! give_up {
        ($($pool:ident)+) => { $(
            rows.push(Row::new(concat!(stringify!($pool), ", given up").into(), |way| {
                on_giving_up::<$pool>(way, tasks::given_up);
            }));
            rows.push(Row::new(concat!(stringify!($pool), ", given up, detached").into(), |way| {
                on_giving_up::<$pool>(way, tasks::given_up_detached);
            }));
        )+ };
    }
    give_up!(Pool7 Pool8 Pool12 Executor Dummy);
    each!(rows, wakers: woken woken_and_dropped woken_by_cancel replaced given_up aborted
        sleeper_woken sleeper_woken_and_dropped sleeper_replaced sleeper_given_up => [Pool8]);
    for (name, place) in wakers::ROOM {
        let run = move |way: Way| on_full(way, place);
        rows.push(Row::new(format!("Pool8, wakers::room, {name}"), run));
    }
    each!(rows, maps: as_completed as_completed_left wait => [Pool5, Pool7, Pool8, Pool12, Executor]);
    each_part!(rows, map unordered => [Pool5, Pool7, Pool8, Pool12, Executor, Dummy], Part::TAKEN);
    each_part!(rows, map_left unordered_left =>
        [Pool5, Pool7, Pool8, Pool12, Executor, Dummy], Part::LEFT);
    each_part!(rows, map_async => [Dummy], Part::TAKEN);
    each_part!(rows, map_async_left => [Dummy], Part::LEFT);
    for (whole, parts) in [(true, &Part::TAKEN[..]), (false, &Part::LEFT[..])] {
        for &part in parts {
            let name = format!("scope, map, {part:?}, whole: {whole}");
            rows.push(alone(name, move |fault| maps::scope(part, fault, whole)));
        }
    }
    rows.push(alone("scope, task".into(), maps::scoped_task));
    rows.push(alone("scope, detached".into(), maps::scoped_detached));
    for of in Of::ALL {
        rows.push(Row::new(
            format!("chapter 8's executor, {of:?}"),
            move |way| {
                on(way, |pool, fault, go| {
                    executors::executor(of, pool, fault, go)
                });
            },
        ));
    }
    for part in Initializer::ALL {
        let name = format!("Executor, initializer, {part:?}");
        rows.push(alone(name, move |fault| {
            executors::initializer(part, fault)
        }));
    }
    rows
}
