//! A question in a page, and what shows that its answer is right: a planted bug, a model or a test.

use std::fs;
use std::path::PathBuf;

use seam::tree::{chapters, number};

use super::check::files;

/// How a question begins in a page.
const OPENS: &str = "<div class=\"predict\"";

/// A question as it stands in its page.
pub struct Question {
    /// Under this name the browser keeps the answer.
    pub id: String,
    /// Which choice is right, from 1.
    right: usize,
    /// What shows it: `bug`, `model` or `test`, a package, a name.
    shown: String,
    choices: Vec<String>,
    /// In one line, as it stands in the source.
    answer: String,
}

/// The value of `name="value"` in a tag.
fn attribute(tag: &str, name: &str) -> String {
    let (_, after) = tag.split_once(&format!(" {name}=\"")).unwrap_or_default();
    after.split('"').next().unwrap_or_default().to_owned()
}

/// The question in `text`, which begins with its tag; or what is wrong with its form. The browser's
/// script takes it apart in the same way.
fn question(text: &str) -> Result<Question, &'static str> {
    let tag = text.lines().next().unwrap_or_default();
    let body = text[tag.len()..].trim_start();
    let (asked, rest) = body.split_once("\n\n").unwrap_or_default();
    if !asked.starts_with("**Predict.** ") {
        return Err("its first paragraph asks, and begins with **Predict.**");
    }
    let (list, rest) = rest.split_once("\n\n").unwrap_or_default();
    let numbered = |(n, line): (usize, &str)| {
        let number = format!("{}. ", n + 1);
        line.strip_prefix(&number).map(str::to_owned)
    };
    let choices: Option<Vec<_>> = list.lines().enumerate().map(numbered).collect();
    let choices = choices.ok_or("a choice is one line that begins with its number")?;
    let right = attribute(tag, "data-right").parse().unwrap_or(0);
    if !(2..=4).contains(&choices.len()) || !(1..=choices.len()).contains(&right) {
        return Err("it has two to four choices, and one of them is right");
    }
    let answer = rest
        .strip_prefix("<details>\n<summary>The answer</summary>\n\n")
        .and_then(|rest| rest.split_once("\n\n</details>\n\n</div>"))
        .map(|(answer, _)| answer.split_whitespace().collect::<Vec<_>>().join(" "))
        .ok_or("its answer is folded, and it ends there")?;
    if !answer.starts_with(&format!("**{right}.** ")) {
        return Err("its answer begins with the number of the right choice");
    }
    Ok(Question {
        id: attribute(tag, "id"),
        right,
        shown: attribute(tag, "data-shown"),
        choices,
        answer,
    })
}

/// All source files of a chapter's tests in `folder`, as one text.
fn tests(package: &str, folder: &str) -> String {
    let is_it = |path: &PathBuf| format!("chapter{}", number(path)) == package;
    let chapter = chapters().into_iter().find(is_it).unwrap_or_default();
    let files = files(&chapter.join("tests").join(folder), "rs");
    let texts = files.iter().map(|path| fs::read_to_string(path).unwrap());
    texts.collect()
}

/// What is wrong between a question and what it says that shows its answer.
fn not_shown(question: &Question) -> Option<String> {
    let words: Vec<_> = question.shown.split(' ').collect();
    let [kind, package, name] = words[..] else {
        return Some("what shows the answer?".to_owned());
    };
    let mut said = format!("`{name}`");
    let mut is_stuck = false;
    let there = match kind {
        "model" => tests(package, "models").contains(&format!("pub fn {name}() {{")),
        "test" => tests(package, "behaviour").contains(&format!("#[test]\nfn {name}() {{")),
        "bug" => {
            said = format!("explain {package} {name}");
            let text = tests(package, "bugs");
            let taken = format!("\"../../bugs/{name}.rs\"]");
            let test = text.split_once(&taken).map_or("", |(_, after)| after);
            let call = test.split_once("must_fail!(").map_or("", |(_, call)| call);
            let reason = call.split('"').nth(1).unwrap_or_default();
            is_stuck = reason == "deadlock";
            !reason.is_empty()
        }
        _ => false,
    };
    let answer = &question.answer;
    let table = format!("{{{{#include explain/{name}.txt:steps}}}}");
    if !there {
        return Some(format!("there is no {}", question.shown));
    }
    let says_it = answer.contains(&said) || kind == "bug" && answer.contains(&table);
    if !says_it {
        return Some(format!("its answer does not say what shows it: {said}"));
    }
    // In the words of the book whoever is in a deadlock waits or sleeps for ever.
    let for_ever = question.choices[question.right - 1].contains("for ever");
    (for_ever != is_stuck).then(|| {
        let ends = if is_stuck { "ends" } else { "does not end" };
        format!(
            "{} {ends} in a deadlock, and the choice says otherwise",
            question.shown
        )
    })
}

/// The questions of a page, and what is wrong with them.
pub fn questions(page: &str) -> (Vec<Question>, Vec<String>) {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (at, _) in page.match_indices(OPENS) {
        match question(&page[at..]) {
            Ok(question) => {
                faults.extend(not_shown(&question).map(|why| format!("{}: {why}", question.id)));
                found.push(question);
            }
            Err(why) => faults.push(format!("{}: {why}", attribute(&page[at..], "id"))),
        }
    }
    (found, faults)
}

/// The one fault of a page with this question, after `from` has become `to`.
#[track_caller]
fn finds(what: &str, from: &str, to: &str) {
    let right = "<div class=\"predict\" id=\"ask-this\" data-right=\"2\" \
        data-shown=\"bug chapter2 notify_first\">\n\n**Predict.** What?\n\n1. Nothing.\n\
        2. A worker sleeps for ever.\n\n<details>\n<summary>The answer</summary>\n\n**2.** See \
        `cargo run -- explain\nchapter2 notify_first`.\n\n</details>\n\n</div>\n";
    assert_eq!(questions(right).1, [""; 0], "before anything is wrong");
    assert!(right.contains(from), "{from}");
    let (_, faults) = questions(&right.replace(from, to));
    assert!(faults.len() == 1 && faults[0].contains(what), "{faults:#?}");
}

#[test]
fn a_question_without_its_form() {
    finds("its first paragraph asks", "**Predict.** ", "");
    finds(
        "one line that begins with its number",
        "1. Nothing.",
        "3. Nothing.",
    );
    finds(
        "two to four choices",
        "data-right=\"2\"",
        "data-right=\"3\"",
    );
    finds("two to four choices", "1. Nothing.\n2. A", "1. A");
    finds("its answer is folded", "<details>", "<div>");
    finds("its answer begins with the number", "**2.**", "**1.**");
}

#[test]
fn a_question_that_nothing_shows() {
    let notify_first = "bug chapter2 notify_first";
    finds("what shows the answer?", notify_first, "bug");
    finds(
        "there is no bug chapter3",
        notify_first,
        "bug chapter3 notify_first",
    );
    finds(
        "there is no model",
        notify_first,
        "model chapter2 notify_first",
    );
    finds(
        "there is no test",
        notify_first,
        "test chapter2 every_task_runs_once",
    );
    finds("does not say what shows it", "explain\nchapter2", "run");
    // A bug that panics is no deadlock.
    finds("does not end in a deadlock", "notify_first", "if_for_while");
    finds(
        "notify_first ends in a deadlock",
        "sleeps for ever",
        "sleeps",
    );
}
