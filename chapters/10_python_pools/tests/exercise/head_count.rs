//! The exercise `head_count`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/head_count.rs"]
mod answers;

use lazy_workers::LazyWorkers;
use sync::Arc;

// ANCHOR: program
fn program() -> String {
    let workers = Arc::new(LazyWorkers::new(3, "worker".into()));
    let admit = |workers: &LazyWorkers| workers.admit(|| || ()).is_ok();
    let other = {
        let workers = Arc::clone(&workers);
        thread::spawn(move || {
            let accepted = admit(&workers);
            workers.leave(); // its task has ended
            workers.close();
            accepted
        })
    };
    let mine = [admit(&workers), admit(&workers)]; // these do not end
    let theirs = other.join().unwrap();
    let accepted = mine.into_iter().chain([theirs]).filter(|yes| *yes);
    format!(
        "{} accepted, {} started",
        accepted.count(),
        workers.started()
    )
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
