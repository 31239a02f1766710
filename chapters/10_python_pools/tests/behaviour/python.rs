//! The real thing beside ours: `python3` runs `tests/python.py`, and the same questions are
//! put to our pool. Without a python3 there is nothing to compare, and the test says so.

use std::fmt::Display;
use std::process::Command;

use chapter10::Pool;
use chapter10::dummy_map::default_chunk;
use chapter10::error::TaskError;

#[test]
fn pythons_pool_answers_the_same() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python.py");
    let Ok(python) = Command::new("python3").arg(script).output() else {
        eprintln!("skipped: there is no python3 to compare with");
        return;
    };
    let complaint = String::from_utf8_lossy(&python.stderr);
    assert!(python.status.success(), "{complaint}");
    let theirs = String::from_utf8(python.stdout).expect("numbers");
    let ours = seam::watchdog::within(60, answers);
    assert_eq!(ours.len(), 80);
    for (theirs, ours) in theirs.lines().zip(&ours) {
        assert_eq!(theirs, ours);
    }
    assert_eq!(theirs.lines().count(), ours.len());
}

fn show(name: &str, values: impl IntoIterator<Item = impl Display>) -> String {
    let values = values.into_iter().map(|value| format!(" {value}"));
    name.to_owned() + &values.collect::<String>()
}

fn all<T>(outcomes: impl IntoIterator<Item = Result<T, TaskError>>) -> Vec<T> {
    outcomes.into_iter().map(Result::unwrap).collect()
}

fn answers() -> Vec<String> {
    let mut said = Vec::new();
    for processes in [1, 2, 3, 4] {
        let pool = Pool::new(processes, 8).unwrap();
        for n in [1_u32, 2, 7, 16, 17, 100, 1_000] {
            said.push(show("map", all(pool.map(0..n, None, |n| n * n).unwrap())));
            said.push(show("chunk", [default_chunk(n as usize, processes)]));
        }
        let map = pool.map_async(0..9, Some(2), |n| n + 1).unwrap();
        said.push(show("map_async", all(map.get())));
        let pairs = [(1, 2), (3, 4), (5, 6)];
        let products = pool.starmap(pairs, None, |a, b| a * b).unwrap();
        said.push(show("starmap", all(products)));
        let imap = pool.imap(4, 0..9, |n| n * 3).unwrap().chunks(2);
        said.push(show("imap", all(imap)));
        let mut unordered = all(pool.imap_unordered(4, 0..9, |n| n * 3).unwrap());
        unordered.sort();
        said.push(show("imap_unordered", unordered));
        said.push(show("apply", [pool.apply(|| 7).unwrap().unwrap()]));
        let inputs = [1, 2, 4, 3, 6];
        let outcomes = pool.map(inputs, None, |n| 1 / (n % 3)).unwrap();
        let first = outcomes.iter().position(Result::is_err).unwrap();
        said.push(show("first_error", [inputs[first]]));
    }
    said
}
