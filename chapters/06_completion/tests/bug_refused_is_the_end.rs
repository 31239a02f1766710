//! A refusal ends the iteration, as if the inputs had ended. The one just taken is lost.
#![allow(dead_code, unused_imports)] // one model of many

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/as_completed.rs"]
mod as_completed;
#[path = "../src/completion.rs"]
mod completion;
#[path = "../bugs/refused_is_the_end.rs"]
mod feed;
#[path = "../src/map.rs"]
mod map;
#[path = "../src/submit.rs"]
mod submit;
#[path = "../src/unordered.rs"]
mod unordered;
#[path = "../src/wait.rs"]
mod wait;

#[path = "../../04_bounded_channel/src/pool.rs"]
mod bounded;
#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../05_futures/src/error.rs"]
mod error;
#[path = "../../05_futures/src/future.rs"]
mod future;
#[path = "../../05_futures/src/pool.rs"]
mod pool;
#[path = "../../04_bounded_channel/src/queue.rs"]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../../../tests/support/model.rs"]
mod model;
mod models;
#[path = "../../../tests/support/planted.rs"]
mod planted;

#[test]
fn map_against_shutdown() {
    planted::must_fail(
        "map_against_shutdown",
        "left == right",
        models::map_against_shutdown,
    );
}
