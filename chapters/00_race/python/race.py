"""The article's programs, timed: three pools of Python on the tasks of the race.

    race.py article WORKERS ROUNDS EMPTY SECONDS...
    race.py io      WORKERS ROUNDS TASKS SECONDS

`article` runs one task for each of SECONDS, once, and times EMPTY empty tasks ROUNDS
times. `io` runs TASKS tasks of SECONDS, ROUNDS times, on a pool that is warm. Of several
rounds the median counts.

It prints a line for each pool, separated by tabs: the name, the wall time in seconds, how
many threads and processes it added, and (`article`) the nanoseconds per empty task.
"""

import multiprocessing
import multiprocessing.dummy
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


# Each task is a call of `sleep` in C, and the GIL is released meanwhile.
def wait(seconds):
    time.sleep(seconds)


def nothing(_):
    pass


def submit_each(pool, task, values):
    futures = [pool.submit(task, value) for value in values]
    for future in as_completed(futures):
        future.result()


def map_all(pool, task, values):
    # One task at a time. By itself `map` would hand out several at once.
    pool.map(task, values, chunksize=1)


def processes(workers):
    # On Windows nobody can wait for more than 63 processes.
    return multiprocessing.Pool(min(workers, 60) if sys.platform == "win32" else workers)


POOLS = [
    ("ThreadPoolExecutor", ThreadPoolExecutor, submit_each),
    ("multiprocessing.dummy.Pool", multiprocessing.dummy.Pool, map_all),
    ("multiprocessing.Pool", processes, map_all),
]


def timed(work, *arguments):
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def alive():
    return set(threading.enumerate()), set(multiprocessing.active_children())


def added(before):
    """How many threads and processes there are now that were not there before."""
    return [len(now - then) for now, then in zip(alive(), before)]


def article(build, run, workers, rounds, empty, waits):
    before = alive()
    start = time.perf_counter()
    with build(workers) as pool:
        run(pool, wait, waits)
        wall = time.perf_counter() - start
        counts = added(before)
    walls = []
    for _ in range(rounds):
        with build(workers) as pool:
            walls.append(timed(run, pool, nothing, range(empty)))
    return [wall, *counts, statistics.median(walls) / empty * 1e9]


def io(build, run, workers, rounds, tasks, waits):
    before = alive()
    with build(workers) as pool:
        run(pool, wait, waits * tasks)  # to warm it up
        counts = added(before)
        walls = [timed(run, pool, wait, waits * tasks) for _ in range(rounds)]
    return [statistics.median(walls), *counts]


# The processes of a pool may import this file again. They must not race as well.
if __name__ == "__main__":
    measure = {"article": article, "io": io}[sys.argv[1]]
    workers, rounds, tasks = map(int, sys.argv[2:5])
    waits = [float(seconds) for seconds in sys.argv[5:]]
    for name, build, run in POOLS:
        print(name, *measure(build, run, workers, rounds, tasks, waits), sep="\t")
