//! A page on which you are the scheduler of a model.
//!
//! Chapter 13's checker searches all its states and writes them down (`EXPLORE_MODEL` names the
//! file). The runner depends on no chapter, so it has the package `explorer` built, in which the
//! chapters' own models stand over that checker, and starts the one test that is meant.

mod ladder;
mod options;
mod page;

use std::path::{Path, PathBuf};
use std::{env, fs};

use toolbox::args;
use toolbox::program::{Done, print};
use toolbox::workspace;

use crate::explain::{Model, Why, find, record};
use ladder::{LADDER, Rung};
use options::Options;

/// The environment's names for the file to write, and for what loom has written down, as the
/// package `explorer` has them.
const FILE: &str = "EXPLORE_MODEL";
const LOOM: &str = "EXPLORE_LOOM";

/// `workshop explore --help`.
pub const HELP: &str = "\
workshop explore CHAPTER NAME: a page on which you are the scheduler

  NAME               a planted bug (bugs/NAME.rs), or a model of the chapter
  --features A,B     how to build it: exercise-queue-4 is your own queue
  --out FILE.html    where to write the page
  --json             the graph of the states as data, and no page
  --book FOLDER      in the place of all that: the graphs of the book

  workshop explore chapter2 notify_first
  workshop explore chapter4 a_sender_waits_for_room \\
    --features exercise-queue-4

The page is one file that needs nothing else: open it in a browser. A button
a thread, a dot a state; of a planted bug it has the right source, too. If a
model has more than 20,000 states, only a part of them is there.
Chapters 1 to 8, and 12. The sources have to be there: it builds the models.

Exit status: 0 with a page; 1 if there is no such model or it does not compile.
";

/// `workshop explore`.
///
/// # Errors
///
/// If there is no such model, or it does not compile, or the page cannot be written.
pub fn run(args: &[String]) -> Done {
    if args::ask_for_help(args) {
        return print(HELP);
    }
    let options = Options::read(args)?;
    let root = workspace::root()?;
    if let Some(folder) = &options.book {
        return book(&root, Path::new(folder));
    }
    let features: Vec<&str> = options.features.iter().map(String::as_str).collect();
    let graphs = graphs(&root, &options.chapter, &options.name, &features)?;
    if options.json {
        return print(&graphs[0]);
    }
    let name = format!("{}-{}.html", options.chapter, options.name);
    let file = match &options.out {
        Some(out) => out.into(),
        None => env::temp_dir().join(name),
    };
    fs::write(&file, page::page(&options.chapter, &options.name, &graphs))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    print(&format!("{}\n", file.display()))
}

/// Do the models of this chapter stand over the checker, too?
pub fn has(package: &str) -> bool {
    let number = package.strip_prefix("chapter").unwrap_or("");
    number
        .parse()
        .is_ok_and(|number: u32| matches!(number, 1..=8 | 12))
}

/// The graph of a model; and of the right source, if it is that of a planted bug.
fn graphs(root: &Path, chapter: &str, name: &str, features: &[&str]) -> Result<Vec<String>, Why> {
    let test = find(chapter, name)?;
    if !has(chapter) {
        let why = format!("{chapter} is not explored: chapters 1 to 8 are, and 12");
        return Err(Why::NoModel(why));
    }
    let rung = LADDER
        .iter()
        .find(|rung| (rung.chapter, rung.bug) == (chapter, name));
    let target = rung.map_or(chapter, |rung| rung.target);
    let right = test.rsplit("::").next().unwrap_or(&test).to_owned();
    // The small model of a rung may have another name than the chapter's.
    let tests = match test == right {
        true => vec![test],
        false => vec![test, right],
    };
    let mut model = Model {
        package: "explorer",
        features,
        target,
        test: None,
    };
    let executable = record::build(root, &model)?;
    let loom = match &tests[..] {
        [bug, _right] => what_loom_did(root, rung, chapter, bug),
        _ => None, // it may pass, and that takes long
    };
    let mut given = loom.as_deref().map(|file| (LOOM, file));
    let mut graphs = Vec::new();
    for test in &tests {
        model.test = Some(test);
        graphs.push(record::run(&executable, &model, FILE, given.take())?);
    }
    if let Some(file) = &loom {
        let _ = fs::remove_file(file); // in a folder for such things
    }
    Ok(graphs)
}

/// A file with the execution that `explain` would show, for the same on the page. `None`: loom
/// says nothing of this bug. Then the page says nothing of loom.
fn what_loom_did(root: &Path, rung: Option<&Rung>, chapter: &str, bug: &str) -> Option<PathBuf> {
    let (package, target) = rung.map_or((chapter, "loom"), |rung| rung.loom);
    let model = Model {
        package,
        features: &[],
        target,
        test: Some(bug),
    };
    let executable = record::build(root, &model).ok()?;
    let text = record::run(&executable, &model, record::FILE, None).ok()?;
    let file = env::temp_dir().join(format!("explore-{}", std::process::id()));
    fs::write(&file, text).ok()?;
    Some(file)
}

/// All graphs of the book.
fn book(root: &Path, folder: &Path) -> Done {
    fs::create_dir_all(folder)?;
    for rung in LADDER {
        let graphs = graphs(root, rung.chapter, rung.bug, &[])?;
        for (graph, which) in graphs.iter().zip(["wrong", "right"]) {
            let file = folder.join(format!("{}.{which}.json", rung.bug));
            fs::write(&file, graph)?;
            print(&format!("{}: {} bytes\n", file.display(), graph.len()))?;
        }
    }
    Ok(())
}
