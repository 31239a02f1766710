//! The questions in the pages: every chapter has one, and each is as [`asked`] wants it. The list
//! of all of them, for the introduction, is made here:
//!
//! ```text
//! UPDATE_BOOK=1 cargo test -p contract --test house questions
//! ```
//!
//! [`asked`]: super::asked

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;

use seam::tree::{chapters, number, root};

use super::asked::questions;
use super::made;
use super::page::{links, split};

/// The pages in their order, each with its title and its text.
fn pages(src: &Path) -> Vec<(String, String, String)> {
    let summary = fs::read_to_string(src.join("SUMMARY.md")).unwrap();
    let names = links(&split(&summary).1).into_iter().map(|(_, name)| name);
    names
        .map(|name| {
            let text = fs::read_to_string(src.join(&name))
                .unwrap()
                .replace('\r', "");
            let title = text.lines().next().unwrap_or_default();
            (name, title.trim_start_matches("# ").to_owned(), text)
        })
        .collect()
}

#[test]
fn every_question_has_its_answer_and_what_shows_it() {
    let src = root().join("book/src");
    let (mut list, mut faults) = (String::new(), Vec::new());
    let (mut ids, mut asking) = (BTreeSet::new(), BTreeSet::new());
    for (name, title, text) in pages(&src) {
        let (asked, wrong) = questions(&text);
        faults.extend(wrong.into_iter().map(|why| format!("{name}: {why}")));
        if asked.is_empty() {
            continue;
        }
        asking.insert(name.split('-').next().unwrap_or_default().to_owned());
        let mut row = Vec::new();
        for id in asked.into_iter().map(|question| question.id) {
            let words = id
                .strip_prefix("ask-")
                .unwrap_or_default()
                .replace('-', " ");
            row.push(format!("[{words}]({name}#{id})"));
            if words.is_empty() || !ids.insert(id.clone()) {
                faults.push(format!("{name}: {id} is no name of one question"));
            }
        }
        list += &format!("- {title}: {}\n", row.join(", "));
    }
    for chapter in chapters() {
        let nth = format!("{:02}", number(&chapter));
        if !asking.contains(&nth) {
            faults.push(format!("chapter {nth} asks nothing"));
        }
    }
    let path = src.join("all_questions.md");
    if env::var_os("UPDATE_BOOK").is_some() {
        made::write(&path, &list);
    }
    // By lines: on Windows git may end them in its own way.
    if !fs::read_to_string(&path)
        .unwrap_or_default()
        .lines()
        .eq(list.lines())
    {
        faults.push(format!(
            "all_questions.md: UPDATE_BOOK=1 makes it anew\n{list}"
        ));
    }
    println!("{} questions", ids.len());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
