//! The steps of the exercise `pool_5`: `step_2_...` passes when both are done.

use std::sync::mpsc;
use std::time::Duration;

use chapter5::Pool;
use seam::watchdog::within;

#[test]
fn step_1_the_result_comes_back() {
    within(60, || {
        let pool = Pool::new(2, 2).unwrap();
        let futures: Vec<_> = (0..400)
            .map(|n| pool.submit(move || n * n).unwrap())
            .collect();
        for (n, future) in (0..).zip(futures) {
            assert_eq!(future.result().unwrap(), n * n);
        }
    });
}

#[test]
fn step_1_submit_does_not_wait_for_its_task() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let (let_go, may_go) = mpsc::channel();
        let future = pool
            .submit(move || may_go.recv_timeout(Duration::from_secs(5)))
            .unwrap();
        let_go.send(()).expect("the task waits for this");
        assert_eq!(future.result().unwrap(), Ok(()));
    });
}

#[test]
fn step_1_refused_it_comes_back_with_its_future() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        pool.shutdown();
        let (task, future) = pool.submit(|| 42).err().unwrap().into_inner();
        task();
        assert_eq!(future.result().unwrap(), 42);
    });
}

#[test]
fn step_2_where_there_is_no_room_it_comes_back_at_once() {
    within(60, || {
        let pool = Pool::new(1, 1).unwrap();
        let (started, is_started) = mpsc::channel();
        let (let_go, may_go) = mpsc::channel::<()>();
        let busy = pool.try_submit(move || {
            started.send(()).unwrap();
            let _ = may_go.recv();
        });
        let busy = busy.unwrap();
        is_started.recv().unwrap();
        let waits = pool.try_submit(|| 1).unwrap();
        let (task, future) = pool.try_submit(|| 2).err().unwrap().into_inner();
        task();
        assert_eq!(future.result().unwrap(), 2);
        drop(let_go);
        busy.result().unwrap();
        assert_eq!(waits.result().unwrap(), 1);
    });
}
