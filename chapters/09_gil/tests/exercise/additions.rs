//! The exercise `additions`: what can this program return?

use crate::source::*;

#[rustfmt::skip]
#[path = "../../exercise/additions.rs"]
mod answers;

use sync::Arc;
use sync::atomic::{AtomicU32, Ordering::SeqCst};
use time::Duration;

// ANCHOR: program
fn program() -> String {
    let gil = Arc::new(gil::Gil::new(Duration::from_millis(5)));
    let number = Arc::new(AtomicU32::new(0));
    let other = {
        let (gil, number) = (Arc::clone(&gil), Arc::clone(&number));
        thread::spawn(move || {
            gil.with(|py| {
                let n = number.load(SeqCst);
                py.allow_threads(|| ()); // some call into C
                number.store(n + 1, SeqCst);
            });
        })
    };
    for add in [10, 100] {
        gil.with(|_| {
            let n = number.load(SeqCst);
            number.store(n + add, SeqCst);
        });
    }
    other.join().unwrap();
    number.load(SeqCst).to_string()
}
// ANCHOR_END: program

#[test]
fn the_answers_are_right() {
    seam::predict::judge(program, answers::ANSWERS);
}
