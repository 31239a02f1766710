"""The article's example on C functions that hold the GIL and that release it, on all three
of Python's pools; and the pool of the book beside them.

    python3 demo.py             about 15 seconds
    python3 demo.py --quick     fewer tasks
"""

import multiprocessing
import multiprocessing.dummy
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import library

extension = library.load()

WAITS = [300, 200, 200, 300]  # ms
WORKERS = 4
QUICK = "--quick" in sys.argv
TASKS = 2_000 if QUICK else 20_000
ROUNDS = 3 if QUICK else 7


# Functions of this file, so that `multiprocessing.Pool` can send their names.
def hold(ms):
    extension.sleep_holding(ms)


def release(ms):
    extension.sleep_releasing(ms)


def nothing(n):
    return n


def release_for_a_moment(n):
    extension.sleep_releasing(0)
    return n


def wall(pool, function):
    """How long the four tasks take on a pool that is already there."""
    start = time.perf_counter()
    list(pool.map(function, WAITS))
    return time.perf_counter() - start


def waits():
    pools = [
        ("ThreadPoolExecutor", lambda: ThreadPoolExecutor(WORKERS)),
        ("multiprocessing.dummy.Pool", lambda: multiprocessing.dummy.Pool(WORKERS)),
        ("multiprocessing.Pool", lambda: multiprocessing.Pool(WORKERS)),
        ("the book's Pool", lambda: extension.Pool(WORKERS, 64)),
    ]
    print("Tasks of 300, 200, 200 and 300 ms in C; 4 workers\n")
    print(f"{'':28}{'holding':>10}{'releasing':>12}")
    ratio = None
    for name, make in pools:
        with make() as pool:
            list(pool.map(nothing, range(WORKERS)))  # its threads or processes are there
            held, released = wall(pool, hold), wall(pool, release)
        ratio = ratio or held / released
        print(f"{name:28}{held:8.2f} s{released:10.2f} s")
    print(f"\nThreads that hold the GIL take {ratio:.1f} times as long: at least 3? "
          f"{'yes' if ratio >= 3 else 'no'}")


def by_submit(pool, function):
    futures = [pool.submit(function, n) for n in range(TASKS)]
    assert [future.result() for future in futures] == list(range(TASKS))


def by_map(pool, function):
    assert list(pool.map(function, range(TASKS))) == list(range(TASKS))


def race():
    print(f"\nµs a task, {TASKS:,} tasks, 4 workers, the median of {ROUNDS} rounds\n")
    print(f"{'':28}{'Executor':>10}{'ours':>10}{'ours / Executor':>18}")
    with ThreadPoolExecutor(WORKERS) as executor, extension.Pool(WORKERS, 1024) as ours:
        for way in [by_submit, by_map]:
            for function in [nothing, release_for_a_moment]:
                times = {executor: [], ours: []}
                for _ in range(ROUNDS):
                    for pool in times:  # in turn, so that both meet the same weather
                        start = time.perf_counter()
                        way(pool, function)
                        times[pool].append((time.perf_counter() - start) / TASKS * 1e6)
                theirs, mine = map(statistics.median, times.values())
                name = f"{way.__name__[3:]}, {function.__name__.replace('_', ' ')}"
                print(f"{name:28}{theirs:10.1f}{mine:10.1f}{mine / theirs:18.2f}")


if __name__ == "__main__":
    waits()
    race()
