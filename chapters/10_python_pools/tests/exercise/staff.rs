//! The steps of the exercise `staff`, a test or more each: `step_2_...` passes when the first two
//! are done.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::thread;

use chapter10::staff::Staff;
use chapter10::{BrokenThreadPool, Why};
use seam::watchdog::within;

fn staff(max: usize) -> Arc<Staff> {
    Arc::new(Staff::new(max, "staff".into()))
}

/// Admits a task that does nothing.
fn admit(staff: &Staff) -> Result<(), Why> {
    staff.admit(|| || ())
}

fn broken(why: &str) -> BrokenThreadPool {
    BrokenThreadPool { why: why.into() }
}

#[test]
fn step_1_a_task_needs_a_thread() {
    let staff = staff(2);
    assert_eq!(staff.started(), 0);
    for started in [1, 2, 2, 2] {
        admit(&staff).unwrap();
        assert_eq!(staff.started(), started);
    }
}

#[test]
fn step_1_each_thread_works_and_has_a_name() {
    within(60, || {
        let (sender, receiver) = mpsc::channel();
        let staff = staff(2);
        for _ in 0..2 {
            let sender = sender.clone();
            let work = move || sender.send(thread::current().name().map(String::from));
            staff.admit(|| move || work().unwrap()).unwrap();
        }
        let mut names = [receiver.recv().unwrap(), receiver.recv().unwrap()];
        names.sort();
        assert_eq!(names.map(Option::unwrap), ["staff_0", "staff_1"]);
    });
}

#[test]
fn step_2_a_thread_whose_task_has_ended_is_enough() {
    let staff = staff(9);
    for _ in 0..5 {
        admit(&staff).unwrap();
        assert_eq!((staff.started(), staff.idle()), (1, 0));
        staff.leave();
        assert_eq!((staff.started(), staff.idle()), (1, 1));
    }
    admit(&staff).unwrap();
    admit(&staff).unwrap();
    assert_eq!((staff.started(), staff.idle()), (2, 0));
}

#[test]
fn step_2_nobody_is_idle_while_tasks_wait() {
    let staff = staff(1);
    (0..3).for_each(|_| admit(&staff).unwrap());
    for idle in [0, 0, 1] {
        staff.leave();
        assert_eq!(staff.idle(), idle);
    }
}

#[test]
fn step_3_closed_it_admits_nobody() {
    let staff = staff(2);
    admit(&staff).unwrap();
    staff.leave();
    staff.close();
    let refused = staff.admit(|| -> fn() { unreachable!("no thread is needed") });
    assert!(matches!(refused, Err(Why::Closed)));
    assert_eq!((staff.started(), staff.idle()), (1, 1), "it was counted");
    assert_eq!(staff.broken(), None);
}

#[test]
fn step_3_the_first_reason_stays() {
    let staff = staff(2);
    assert_eq!(staff.broken(), None);
    staff.fail(broken("first"));
    staff.fail(broken("second"));
    staff.close();
    assert_eq!(staff.broken(), Some(broken("first")));
    assert!(matches!(admit(&staff), Err(Why::Broken(why)) if why == broken("first")));
    assert_eq!(staff.started(), 0);
}

#[test]
fn step_4_the_end_of_every_thread() {
    within(60, || {
        let (staff, ended) = (staff(2), [0; 2].map(|_| Arc::new(AtomicBool::new(false))));
        let go = ended.clone().map(|ended| {
            let (go, may_go) = mpsc::channel::<()>();
            let work = move || {
                let _ = may_go.recv();
                ended.store(true, SeqCst);
            };
            staff.admit(|| work).unwrap();
            go
        });
        staff.close();
        let letting_go = thread::spawn(move || drop(go));
        staff.join();
        assert!(ended.iter().all(|ended| ended.load(SeqCst)));
        staff.join(); // nobody is left
        letting_go.join().unwrap();
    });
}

#[test]
fn step_4_a_worker_does_not_wait_for_itself() {
    within(60, || {
        let (sender, receiver) = mpsc::channel();
        let staff = staff(1);
        let mine = Arc::clone(&staff);
        let (admitted, was_admitted) = mpsc::channel();
        let work = move || {
            was_admitted.recv().unwrap();
            mine.join();
            sender.send("back").unwrap();
        };
        staff.admit(|| work).unwrap();
        staff.close();
        admitted.send(()).unwrap();
        assert_eq!(receiver.recv(), Ok("back"));
        staff.join();
    });
}
