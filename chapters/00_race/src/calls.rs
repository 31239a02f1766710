//! The calls of the article's example, or others, as the race and the timeline run them.

use std::time::Duration;

use toolbox::args::{Usage, number, value};

/// How long each task waits, in the order in which they are submitted, and for how many
/// workers.
#[derive(Debug)]
pub struct Calls {
    pub workers: usize,
    pub waits: Vec<Duration>,
}

/// `Calls` before the scale is applied: `--scale` may come before or after `--tasks`.
pub struct RawCalls {
    workers: usize,
    tasks: Vec<f64>,
    scale: f64,
}

impl Default for RawCalls {
    fn default() -> Self {
        RawCalls {
            workers: 4,
            tasks: vec![3.0, 2.0, 2.0, 3.0],
            scale: 0.1,
        }
    }
}

impl RawCalls {
    /// Takes the options that both commands have. `false`: not one of these.
    ///
    /// # Errors
    ///
    /// If the option's value makes no sense.
    pub fn take(
        &mut self,
        option: &str,
        args: &mut impl Iterator<Item = String>,
    ) -> Result<bool, Usage> {
        match option {
            "--workers" => self.workers = number(option, "a number", args.next(), 1..=1_024)?,
            "--scale" => self.scale = scale(option, args.next())?,
            "--tasks" => {
                let list = value(option, args.next())?;
                let one = |one: &str| {
                    let one = Some(one.to_owned());
                    number(option, "seconds, each", one, 0.001..=1_000.0)
                };
                self.tasks = list.split(',').map(one).collect::<Result<_, _>>()?;
                if self.tasks.len() > 100 {
                    return Err(Usage("--tasks takes at most 100 tasks".to_owned()));
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// With the scale applied.
    pub fn scaled(self) -> Calls {
        let seconds = self.tasks.iter().map(|task| task * self.scale);
        Calls {
            workers: self.workers,
            // The ranges above keep this far from what a `Duration` cannot hold.
            waits: seconds.map(Duration::from_secs_f64).collect(),
        }
    }
}

/// The value of `--scale`.
///
/// # Errors
///
/// If it makes no sense.
pub fn scale(option: &str, next: Option<String>) -> Result<f64, Usage> {
    number(option, "a number", next, 0.001..=10.0)
}
