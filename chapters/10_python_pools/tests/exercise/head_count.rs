//! The exercise `head_count`: what can this program return?

use crate::source::*;

#[path = "../../exercise/head_count.rs"]
mod answers;

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
    seam::predict::judge(program, answers::ANSWERS);
}
