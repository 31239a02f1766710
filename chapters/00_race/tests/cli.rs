//! The race as a user meets it: its output, its one-line errors, its exit status.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::{env, fs};

const STAGES: [&str; 13] = [
    "sequence",
    "spawn_per_task",
    "shared_queue",
    "shutdown",
    "bounded_channel",
    "futures",
    "completion",
    "cancellation",
    "async",
    "gil_held",
    "gil_released",
    "executor",
    "speed",
];

/// A race that ends at once.
const SHORT: &str = "race --tasks 3,2,2,3 --scale 0.001 --empty 20 --io 70";

fn race(arguments: &str) -> Command {
    let mut race = Command::new(env!("CARGO_BIN_EXE_race"));
    race.args(arguments.split_whitespace());
    race
}

fn output(arguments: &str) -> Output {
    race(arguments).output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// A file of this test's own.
fn temporary(name: &str) -> PathBuf {
    env::temp_dir().join(format!("race-test-{}-{name}", std::process::id()))
}

#[test]
fn help_goes_to_stdout() {
    for arguments in [
        "race --help",
        "race -h",
        "timeline x.svg --help",
        "sweep --help",
    ] {
        let output = output(arguments);
        assert!(output.status.success(), "{arguments}");
        assert!(stdout(&output).starts_with("workshop"), "{arguments}");
        assert!(output.stderr.is_empty(), "{arguments}");
    }
}

#[test]
fn a_bad_argument_gets_one_line_and_status_2() {
    for arguments in [
        "--speed",
        "race 4",
        "race --stage shutdown",
        "race --workers",
        "race --workers 0",
        "race --workers -1",
        "race --workers four",
        "race --workers 1000000",
        "race --workers 99999999999999999999999",
        "race --tasks",
        "race --tasks ,",
        "race --tasks 3,,2",
        "race --tasks 3,-2",
        "race --tasks 0",
        "race --tasks nan",
        "race --tasks 1e300",
        "race --scale 0",
        "race --scale -0.1",
        "race --scale inf",
        "race --scale 1e-300",
        "race --empty 0",
        "race --io 0",
        "race --io 1000000",
        "timeline",
        "timeline a.svg b.svg",
        "timeline a.svg --stage",
        "timeline a.svg --stage nonsense",
        "timeline a.svg --empty 3",
    ] {
        let output = output(arguments);
        let errors = String::from_utf8(output.stderr.clone()).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments}: {errors}");
        assert!(errors.starts_with("workshop: "), "{arguments}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{arguments}: {errors}");
        assert!(stdout(&output).is_empty(), "{arguments}");
    }
}

#[test]
fn too_many_tasks_and_odd_letters_are_refused_too() {
    let many = vec!["1"; 101].join(",");
    for argument in [&many, "", "\n\u{1b}[31m"] {
        let output = race("race --tasks").arg(argument).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
}

#[test]
fn a_race_without_python_has_every_stage_and_says_what_is_left_out() {
    let output = race(SHORT).env("PATH", "").output().unwrap();
    let text = stdout(&output);
    assert!(output.status.success());
    // Not a terminal, so no progress.
    assert!(output.stderr.is_empty());
    for stage in STAGES {
        // Those that run one task after another are not in the second part.
        let rows = text.lines().filter(|line| line.contains(stage)).count();
        assert!(
            rows >= if ["sequence", "gil_held"].contains(&stage) {
                1
            } else {
                2
            },
            "{text}"
        );
    }
    assert!(text.contains("bare sleeping threads"), "{text}");
    assert!(text.contains("left out"), "{text}");
    assert!(!text.contains("ThreadPoolExecutor"), "{text}");
    assert!(text.lines().all(|line| line.len() <= 80), "{text}");
    assert!(text.contains("What next?"), "{text}");
}

#[test]
fn a_race_with_python_has_its_three_pools_in_both_parts() {
    if !Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
    {
        eprintln!("no python3 here: nothing to test");
        return;
    }
    let output = output(SHORT);
    let text = stdout(&output);
    for pool in [
        "ThreadPoolExecutor",
        "multiprocessing.dummy.Pool",
        "multiprocessing.Pool",
    ] {
        assert_eq!(text.matches(pool).count(), 2, "{text}");
    }
    // Three threads of its own, and as many processes as workers.
    assert!(text.contains(" 3+4p "), "{text}");
    assert!(text.lines().all(|line| line.len() <= 80), "{text}");
}

#[cfg(unix)]
#[test]
fn a_python_that_fails_costs_one_line_and_not_the_race() {
    for (name, script, says) in [
        ("fails", "echo oh >&2; echo no >&2; exit 1", "left out: no"),
        ("silent", "exit 1", "left out: it failed"),
        ("talks", "echo hello", "left out: cannot read"),
    ] {
        let folder = temporary(name);
        fs::create_dir(&folder).unwrap();
        let python = folder.join("python3");
        let version = r#"if [ "$1" = --version ]; then echo Python 3.0; exit; fi"#;
        seam::child::script(&python, &format!("{version}\n{script}"));

        let output = race(SHORT).env("PATH", &folder).output().unwrap();
        let text = stdout(&output);
        assert!(output.status.success(), "{text}");
        assert_eq!(text.matches(says).count(), 2, "{text}");
        assert!(text.contains("bounded_channel"), "{text}");
        fs::remove_dir_all(&folder).unwrap();
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for arguments in [SHORT, "race --help"] {
        let mut child = race(arguments)
            .env("PATH", "")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{errors}");
        assert!(errors.is_empty(), "{errors}");
    }
}

#[test]
fn a_timeline_is_well_formed_and_has_a_bar_for_each_task() {
    for stage in STAGES {
        let file = temporary(&format!("{stage}.svg"));
        let options = format!("--stage {stage} --tasks 3,2,2,3,1,2 --scale 0.01 --workers 2");
        let output = race(&format!("timeline {options}")).arg(&file).output();
        let output = output.unwrap();
        assert!(output.status.success());
        assert!(stdout(&output).contains(stage));
        let svg = fs::read_to_string(&file).unwrap();
        fs::remove_file(&file).unwrap();
        assert_eq!(svg.matches("class=\"task\"").count(), 6, "{svg}");
        for task in 1..=6 {
            assert!(svg.contains(&format!("<title>task {task}: ")), "{svg}");
        }
        assert_balanced(&svg);
    }
}

#[test]
fn a_sweep_has_a_row_for_each_pool_and_a_curve_for_each_kind() {
    let file = temporary("sweep.svg");
    let output = race("sweep --scale 0.01").arg(&file).output().unwrap();
    let text = stdout(&output);
    assert!(output.status.success(), "{text}");
    for workers in ["1 ", "2 ", "4 ", "8 ", "16 ", "32 ", "64 ", "128 ", "256 "] {
        assert!(text.lines().any(|line| line.starts_with(workers)), "{text}");
    }
    assert_eq!(text.matches("the formula says").count(), 2, "{text}");
    assert!(text.lines().all(|line| line.len() <= 80), "{text}");
    let svg = fs::read_to_string(&file).unwrap();
    fs::remove_file(&file).unwrap();
    assert_eq!(svg.matches("class=\"curve\"").count(), 3, "{svg}");
    assert_eq!(svg.matches("class=\"formula\"").count(), 2, "{svg}");
    assert_balanced(&svg);
}

#[test]
fn a_sweep_refuses_what_it_does_not_know() {
    for line in [
        "sweep --scale 0",
        "sweep --scale NaN",
        "sweep --tasks 1",
        "sweep a b",
    ] {
        let output = output(line);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_status_1() {
    let output = output("timeline /no/such/folder/x.svg --scale 0.001");
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains("/no/such/folder/x.svg"), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
}

/// Every tag that opens also closes, in the right order. All that our SVG needs of XML.
fn assert_balanced(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes in {tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
}
