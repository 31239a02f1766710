//! The options of `explain`.

use toolbox::args::{Usage, is_name, unknown, value};

/// What is to be explained.
#[derive(Debug, Default)]
pub struct Options {
    pub chapter: String,
    /// Of a planted bug or a model. Empty if there is a test target.
    pub name: String,
    pub features: Vec<String>,
    /// A test target, and a test in it, in the place of a name.
    pub target: Option<String>,
    pub test: Option<String>,
    pub json: bool,
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
                    options
                        .features
                        .extend(features.split(',').map(str::to_owned));
                }
                "--test" => options.target = Some(value()?),
                "--model" => options.test = Some(value()?),
                name if is_name(name) => names.push(arg),
                _ => return Err(unknown("explain", &arg)),
            }
        }
        let (target, test) = (&options.target, &options.test);
        match (&names[..], target, test) {
            ([_, name], None, None) => options.name.clone_from(name),
            ([_], Some(_), _) => {}
            _ => {
                let form = "explain needs a chapter and a bug or model: explain chapter4 \
                            lost_wakeup; or a chapter and --test (see explain --help)";
                return Err(Usage(form.to_owned()));
            }
        }
        options.chapter.clone_from(&names[0]);
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
    fn two_names_or_a_test_target() {
        let bug = read("--json chapter4 lost_wakeup").unwrap();
        assert_eq!((&*bug.chapter, &*bug.name), ("chapter4", "lost_wakeup"));
        assert!(bug.json);
        let model = read("chapter4 --features exercise-a,b --test loom --model m").unwrap();
        assert_eq!(model.features, ["exercise-a", "b"]);
        assert_eq!(model.target.as_deref(), Some("loom"));
        assert_eq!(model.test.as_deref(), Some("m"));
    }

    #[test]
    fn what_it_cannot_use_is_refused() {
        for line in [
            "",
            "chapter4",
            "chapter4 a b",
            "chapter4 a --test loom",
            "chapter4 a --model m",
            "chapter4 --test",
            "chapter4 --verbose",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
