//! What `--help` prints.

/// `workshop race --help`.
pub const RACE: &str = "\
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
pub const TIMELINE: &str = "\
workshop timeline OUT.svg: draws a row for each worker, a bar for each task

  --stage NAME       sequence, spawn_per_task, shared_queue, shutdown,
                     bounded_channel, futures, completion,
                     cancellation, async, gil_held, gil_released,
                     executor or speed (bounded_channel)
  --workers N        how many workers (4)
  --tasks 3,2,2,3    how long each task waits, in seconds, times the scale
  --scale 0.1        1 is the article's own pace, 0.1 ten times as fast (0.1)

A queue shows best with more tasks than workers:
  workshop timeline out.svg --workers 2 --tasks 3,2,2,3,1,2
";

/// `workshop sweep --help`.
pub const SWEEP: &str = "\
workshop sweep [OUT.svg]: how many tasks a second 1 to 256 workers get through

  --scale 1          1 takes about 40 seconds, 0.1 a tenth of that (1)

Three kinds of tasks: they wait 4 ms, they wait and compute 0.2 ms, they
compute. Each pool is that of chapter 8, warm, and the best of three tries
counts. The formula is cores * (1 + wait / compute): chapter 9's
`recommended_workers`.
With a file to write it draws the curves, each in percent of its own top.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::{CAPACITY, STAGES};

    #[test]
    fn it_names_every_stage_and_the_capacity() {
        for stage in STAGES {
            assert!(TIMELINE.contains(stage.name), "{}", stage.name);
        }
        assert!(RACE.contains(&CAPACITY.to_string()));
    }

    #[test]
    fn it_fits_the_screen() {
        for text in [RACE, TIMELINE, SWEEP] {
            assert!(text.lines().all(|line| line.len() <= 80));
        }
    }
}
