//! What `--help` prints.

/// `workshop --help`.
pub const HELP: &str = "\
workshop: race the thread pools of the book, and draw what they do

  workshop                     the race: every stage on the same tasks
  workshop race [OPTIONS]      the race, with other tasks
  workshop timeline OUT.svg    a picture: which worker ran which task, and when
  workshop sweep [OUT.svg]     how many workers? throughput of 1 to 256
  workshop explain chapter4 lost_wakeup
                               why does loom reject it? step by step

  workshop exercises           the board: what there is to do, what is solved
  workshop next                the next exercise: start, check, hint, watch,
                               solution and reset have it by name

From the source: cargo run --release -- race --scale 0.01
`workshop race --help`, and so on, list the options.
";

/// `workshop exercises --help`, and of all that concern them.
pub const EXERCISES_HELP: &str = "\
workshop: the exercises of the book

  exercises                 the board: what there is to do, and what is solved
  start NAME                shows the card of an exercise, by its name or number
  next                      starts the first that is not solved
  check [NAME]              has your file judged: does it compile, do its steps,
                            plain tests, properties and loom models pass
  hint [NAME]               one hint more each time; there are three
  watch [NAME]              checks whenever you save the file, until solved
  solution [NAME] [--spoil] your file beside ours, once it is solved
  reset NAME [--yes]        the file as it was; yours is kept beside it

Without a NAME: the exercise that was started last. You edit the file that the
card names; nothing else needs to change. How far you are is in .workshop.
";

/// `workshop race --help`.
pub const RACE_HELP: &str = "\
workshop race: every stage on the same tasks

  --workers N        workers of each pool in the first part (4)
  --tasks 3,2,2,3    how long each task waits, in seconds, times the scale
  --scale 0.1        1 is the article's own pace, 0.1 ten times as fast (0.1)
  --empty N          how many empty tasks to time (100000). Where each takes a
                     thread, at most 10000; in Python at most 20000
  --io N             tasks of the second part: 5 ms each, 64 workers (1000)

wall     First part: from before the pool is built until the last task has
         ended, once. Second part: from the first task submitted until the last
         has ended, with the pool built and warm; the median of 5.
ideal    When the last task would end if that many workers took the tasks
         first in, first out, and nothing but the waiting took time.
ratio    wall / ideal. Below 1 it took more threads than there are workers.
threads  The most alive at once, less those alive before the stage began.
         `-` where the system does not say. `3+4p`: 3 threads, 4 processes.
ns/empty task
         Tasks that do nothing: from the first submitted until the last has
         ended, divided by their number; the median of 3, each on a new pool.

From bounded_channel on, the queue has room for 1024 tasks. If there is a
python3, it runs the article's programs on the same tasks.
";

/// `workshop timeline --help`.
pub const TIMELINE_HELP: &str = "\
workshop timeline OUT.svg: draws a row for each worker, a bar for each task

  --stage NAME       sequence, spawn_per_task, shared_queue, shutdown,
                     bounded_channel, futures, completion,
                     cancellation, async, gil_held, gil_released or
                     executor (bounded_channel)
  --workers N        how many workers (4)
  --tasks 3,2,2,3    how long each task waits, in seconds, times the scale
  --scale 0.1        1 is the article's own pace, 0.1 ten times as fast (0.1)

A queue shows best with more tasks than workers:
  workshop timeline out.svg --workers 2 --tasks 3,2,2,3,1,2
";

/// `workshop sweep --help`.
pub const SWEEP_HELP: &str = "\
workshop sweep [OUT.svg]: how many tasks a second 1 to 256 workers get through

  --scale 1          1 takes about 40 seconds, 0.1 a tenth of that (1)

Three kinds of tasks: they wait 4 ms, they wait and compute 0.2 ms, they
compute. Each pool is that of chapter 8, warm, and the best of three tries
counts. The formula is cores * (1 + wait / compute): chapter 9's
`recommended_workers`.
With a file to write it draws the curves, each in percent of its own top.
";

/// `workshop explain --help`.
pub const EXPLAIN_HELP: &str = "\
workshop explain CHAPTER NAME: a schedule on which a model fails

  NAME               a planted bug (bugs/NAME.rs), or a model of the chapter
  --test TARGET      in the place of NAME: a test target, such as loom
  --model TEST       the test in it; needed if it has several
  --features A,B     how to build it: exercise-queue-4 is your own queue
  --json             the same as data

  workshop explain chapter4 lost_wakeup
  workshop explain chapter4 --features exercise --test loom \\
    --model a_sender_waits_for_room

A column is a thread, a row is a step: `lock state`, `wait not_empty`,
`notify_one not_empty (nobody waits)`. Beside it stand the locks with their
holders, and the condvars with those who wait, after that step. The last line
says what is wrong: deadlock, panic, leak, or no end. It is a schedule with as
few interruptions as possible, and never more than 40 rows.
If it is wider than COLUMNS (100 where that is not set), it is a line a step.
There are no colours. The sources have to be there: it builds the tests.

Exit status: 0 with a table, or if every execution passes; 1 if there is no
such model or it does not compile.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::{CAPACITY, STAGES};

    #[test]
    fn it_names_every_stage_and_the_capacity() {
        for stage in STAGES {
            assert!(TIMELINE_HELP.contains(stage.name), "{}", stage.name);
        }
        assert!(RACE_HELP.contains(&CAPACITY.to_string()));
    }

    #[test]
    fn it_fits_the_screen() {
        for text in [
            HELP,
            RACE_HELP,
            TIMELINE_HELP,
            SWEEP_HELP,
            EXPLAIN_HELP,
            EXERCISES_HELP,
        ] {
            assert!(text.lines().all(|line| line.len() <= 80));
        }
    }
}
