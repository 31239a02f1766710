"""Calls of the extension's pool while signals and the collector come at any moment: nothing is
lost, nothing is left, and memory stays flat.

    python3 stress.py            100,000 calls, some minutes
    python3 stress.py 5000       as many

A part of the signals' handlers raise, into whatever the main thread does just then. A part of
the time the collector runs with almost every object that is made.
"""

import collections
import faulthandler
import gc
import os
import random
import signal
import sys
import threading
import time
from concurrent.futures import TimeoutError  # since 3.11 the builtin

import library

extension = library.load()

CALLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
WINDOWS = not hasattr(signal, "setitimer")
SEED = int(os.environ.get("SEED", time.time_ns() % 2**32))
chance = random.Random(SEED)
faulthandler.dump_traceback_later(600 + CALLS // 100, exit=True)


class Interrupted(Exception):
    """What a handler raises."""


class Thing:
    """Captured by a task, in a frame of a traceback, or in a circle."""


heard = collections.Counter()
raising = False  # only while a call is made, and once
more = False  # is there to be another signal?


def handler(*_):
    global raising
    if more:
        signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.000_05, 0.002))
    heard["signals"] += 1
    if raising and heard["signals"] % 3 == 0:
        raising = False
        heard["raised"] += 1
        raise Interrupted


def unraisable(news):
    """A handler may raise in a callback: then nobody was told."""
    assert news.exc_type is Interrupted, news
    heard["raised in a callback"] += 1


sys.unraisablehook = unraisable


ran = collections.Counter()  # how often each task has run
told = collections.Counter()  # and its callback


def task(n, thing):
    ran[n] += 1
    if n % 17 == 0:
        time.sleep(0.002)  # so that others wait, for it and for room
    if n % 7 == 0:
        raise ValueError(n)
    return thing if n % 5 == 0 else n


def submit(pool, n):
    """As everybody writes it: the future is a local variable of a frame that raises."""
    thing = Thing()
    future = pool.submit(task, n, thing)
    accepted.append(n)
    if n % 5 == 0:
        thing.future = future  # a circle: the task returns the thing
    if n % 3 == 0:
        future.add_done_callback(lambda future, n=n: told.update([n]))
        called.append(n)
    if n % 11 == 0:
        unsure.append(n)
        if future.cancel():
            cancelled.append(n)
        return None
    if n % 13 == 0:
        return None  # nobody waits for it
    while True:
        try:
            return future.result(chance.choice([None, 0.001, 60]))
        except TimeoutError:
            heard["time-outs"] += 1


def several(pool, n):
    things = [Thing() for _ in range(3)]
    return pool.map(lambda k: (things, n + k)[1], range(20))


# By number. To be unsure: a signal may come between a step and the note of it.
accepted, called, cancelled, unsure = [], [], [], []


def call(pool, n):
    global raising
    raising = True
    try:
        return several(pool, n) if n % 50 == 1 else submit(pool, n)
    finally:
        raising = False


def calls(pool, numbers):
    for n in numbers:
        try:
            result = call(pool, n)
            if n % 50 == 1:
                assert result == [n + k for k in range(20)]
            else:
                assert result in (None, n) or isinstance(result, Thing), result
        except Interrupted:
            pass
        except ValueError as error:
            assert error.args == (n,)
        if n % 97 == 0:
            gc.collect(chance.randrange(3))
        if n % 1_000 == 0:
            gc.set_threshold(1 if n % 4_000 == 0 else 700)


def collect_at_random(stop):
    while not stop.wait(chance.uniform(0, 0.01)):
        gc.collect(chance.randrange(3))
        heard["collections"] += 1


def resident():
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4_096
    except OSError:
        return 0


def threads():
    return len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 0


def use(numbers):
    """A pool for so many calls, with everything that may come."""
    global more
    stop = threading.Event()
    collector = threading.Thread(target=collect_at_random, args=(stop,))
    collector.start()
    if not WINDOWS:
        more = True
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.001)
    try:
        with extension.Pool(3, 4) as pool:
            calls(pool, numbers)
        # A pool that nobody closes, whose tasks run all the same.
        abandoned = extension.Pool(2, 64)
        left = [abandoned.submit(int, "7") for _ in range(50)]
        del abandoned
        assert [future.result(60) for future in left] == [7] * 50
    finally:
        more = False  # first: a handler that is still to run must not ask for the next
        if not WINDOWS:
            signal.setitimer(signal.ITIMER_REAL, 0)
        stop.set()
        collector.join()
        gc.set_threshold(700, 10, 10)


def main():
    print(f"SEED={SEED}", flush=True)
    step = min(max(CALLS // 10, 1), 10_000)
    sizes, blocks = [], []
    started = threads()
    for first in range(0, CALLS, step):
        missed_before = heard["raised in a callback"]
        use(range(first, min(first + step, CALLS)))
        gone = set(cancelled)
        for n in accepted:
            right = [0] if n in gone else [0, 1] if n in unsure else [1]
            assert ran[n] in right, f"{n}: ran {ran[n]} times, cancelled: {n in gone}"
        assert max(ran.values()) == 1, "a task ran twice"
        assert max(told.values()) == 1, "a callback was called twice"
        missed = [n for n in called if not told[n]]
        assert len(missed) <= heard["raised in a callback"] - missed_before, missed
        heard["calls"] += min(step, CALLS - first)
        heard["accepted"] += len(accepted)
        heard["cancelled"] += len(gone)
        for each in accepted, called, cancelled, unsure, ran, told:
            each.clear()
        gc.collect()
        for kind in Thing, extension.Future, extension.Pool:
            left = sum(type(thing) is kind for thing in gc.get_objects())
            assert left == 0, f"{left} of {kind} are left"
        sizes.append(resident() // 2**10)
        blocks.append(sys.getallocatedblocks())
    deadline = time.monotonic() + 60
    while threads() > started and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threads() <= started, f"{threads()} threads, and there were {started}"
    print(dict(heard), f"memory in KiB: {sizes}", f"Python's blocks: {blocks}", sep="\n")
    # The first rounds are for what is made once. And the lists of this program leave gaps.
    for what, grown, most in [
        ("KiB", sizes[-1] - sizes[len(sizes) // 3], 8 * 2**10),
        ("blocks", blocks[-1] - blocks[len(blocks) // 3], 1_000),
    ]:
        assert grown < most, f"{grown} {what} more"
    print(f"Nothing is lost, nothing is left: {heard['calls']} calls")


if __name__ == "__main__":
    main()
