//! The options of `explore`.

use toolbox::args::{Usage, is_name, unknown, value};

/// What is to be explored.
#[derive(Debug, Default)]
pub struct Options {
    pub chapter: String,
    /// Of a planted bug or a model.
    pub name: String,
    pub features: Vec<String>,
    pub json: bool,
    /// Where the page goes.
    pub out: Option<String>,
    /// Where the graphs of the book go.
    pub book: Option<String>,
}

impl Options {
    /// # Errors
    ///
    /// If they make no sense.
    pub fn read(args: &[String]) -> Result<Options, Usage> {
        let (mut options, mut names) = (Options::default(), Vec::new());
        let mut args = args.iter().cloned();
        while let Some(arg) = args.next() {
            let mut value = || value(&arg, args.next());
            match arg.as_str() {
                "--json" => options.json = true,
                "--features" => {
                    let features = value()?;
                    let features = features.split(',').map(str::to_owned);
                    options.features.extend(features);
                }
                "--out" => options.out = Some(value()?),
                "--book" => options.book = Some(value()?),
                name if is_name(name) => names.push(arg),
                _ => return Err(unknown("explore", &arg)),
            }
        }
        match (&names[..], &options.book) {
            ([chapter, name], None) => {
                options.chapter.clone_from(chapter);
                options.name.clone_from(name);
            }
            ([], Some(_)) => {}
            _ => {
                let form = "explore needs a chapter and a bug or model: explore chapter2 \
                            notify_first (see explore --help)";
                return Err(Usage(form.to_owned()));
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, Usage> {
        let args: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        Options::read(&args)
    }

    #[test]
    fn two_names_or_the_book() {
        let bug = read("--json chapter4 one_condvar --features a,b --out x").unwrap();
        assert_eq!((&*bug.chapter, &*bug.name), ("chapter4", "one_condvar"));
        assert_eq!(bug.features, ["a", "b"]);
        assert_eq!(bug.out.as_deref(), Some("x"));
        assert!(bug.json);
        assert_eq!(read("--book x").unwrap().book.as_deref(), Some("x"));
    }

    #[test]
    fn what_it_cannot_use_is_refused() {
        for line in [
            "",
            "chapter4",
            "chapter4 a b",
            "chapter4 a --out",
            "chapter4 a --book x",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
