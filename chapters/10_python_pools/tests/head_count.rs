//! The exercise `head_count`: what can this program return?
#![allow(dead_code, unused_imports, unused_variables)] // a part of each file

use sync::thread;
#[path = "../../../tests/support/sync.rs"]
mod sync;
use sync::time;

#[path = "../src/broken.rs"]
mod broken;
#[path = "../src/executor.rs"]
mod executor;
#[path = "../src/staff.rs"]
mod staff;
#[path = "../src/work.rs"]
mod work;

#[path = "../../04_bounded_channel/src/channel.rs"]
mod channel;
#[path = "../../07_cancellation/src/claim.rs"]
mod claim;
#[path = "../../04_bounded_channel/src/deadline.rs"]
mod deadline;
#[path = "../../05_futures/src/error.rs"]
mod error;
#[path = "../../07_cancellation/src/future.rs"]
mod future;
#[path = "../../05_futures/src/future.rs"]
mod outcome;
#[path = "../../07_cancellation/src/pool.rs"]
mod pool;
#[path = "../../04_bounded_channel/src/queue.rs"]
mod queue;
#[path = "../../03_shutdown/src/task.rs"]
mod task;
#[path = "../../03_shutdown/src/workers.rs"]
mod workers;

#[path = "../exercise/head_count.rs"]
mod answers;
#[path = "../../../tests/support/predict.rs"]
mod predict;

use staff::Staff;
use sync::Arc;

// ANCHOR: program
fn program() -> String {
    let staff = Arc::new(Staff::new(3, "staff".into()));
    let admit = |staff: &Staff| staff.admit(|| || ()).is_ok();
    let other = {
        let staff = Arc::clone(&staff);
        thread::spawn(move || {
            let accepted = admit(&staff);
            staff.leave(); // its task has ended
            staff.close();
            accepted
        })
    };
    let mine = [admit(&staff), admit(&staff)]; // these do not end
    let theirs = other.join().unwrap();
    let accepted = mine.into_iter().chain([theirs]).filter(|yes| *yes);
    format!("{} accepted, {} started", accepted.count(), staff.started())
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    predict::judge(program, answers::ANSWERS);
}
