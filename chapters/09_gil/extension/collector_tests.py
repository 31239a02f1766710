"""Python's collector, and the extension: what only refers to itself goes. Started by
../tests/behaviour/extension.rs."""

import faulthandler
import gc
import os
import subprocess
import sys
import threading
import time
import unittest
import weakref
from concurrent.futures import ThreadPoolExecutor

import library

extension = library.load()
Pool = extension.Pool

HERE = os.path.dirname(os.path.abspath(__file__))


class Thing:
    """Something that can be counted."""


def alive(kind=Thing):
    """How many there are. A `__del__` that counts would lie: it is called before one goes."""
    return sum(type(thing) is kind for thing in gc.get_objects())


def fail():
    raise ValueError("on purpose")


def use_and_fail(pool):
    thing = Thing()
    future = pool.submit(fail)  # a local variable, as everybody writes it
    return future.result()  # it raises through this frame, which has the future


def fails_as_usual(pool):
    try:  # `assertRaises` would empty the frames
        use_and_fail(pool)
    except ValueError:
        return True


class Circles(unittest.TestCase):
    def setUp(self):
        gc.collect()
        self.before = alive()
        gc.disable()
        self.addCleanup(gc.enable)

    def left(self):
        gc.collect()
        return alive() - self.before

    def test_a_future_in_the_frame_that_its_exception_went_through(self):
        for make in lambda: ThreadPoolExecutor(2), lambda: Pool(2, 4):
            with make() as pool, self.subTest(pool):
                for _ in range(100):
                    self.assertTrue(fails_as_usual(pool))
            self.assertEqual(self.left(), 0)

    def test_it_is_a_circle_and_only_the_collector_ends_it(self):
        with Pool(1, 1) as pool:
            self.assertTrue(fails_as_usual(pool))
            self.assertEqual(alive() - self.before, 1)
        self.assertEqual(self.left(), 0)

    def test_a_result_that_has_its_future(self):
        with Pool(1, 1) as pool:
            for _ in range(100):
                thing = Thing()
                thing.future = pool.submit(lambda thing: thing, thing)
                thing.future.result()
            del thing
            self.assertEqual(alive() - self.before, 100)
            self.assertEqual(self.left(), 0)

    def test_a_circle_that_nobody_else_can_break(self):
        # Of a tuple, which cannot give up what is in it, and a future.
        with Pool(1, 1) as pool:
            holder = []
            go = threading.Event()
            before = alive(extension.Future)
            holder.append(pool.submit(lambda: (go.wait(), holder[0], Thing())))
            go.set()
            holder[0].result()
            holder.clear()
            self.assertEqual(alive(extension.Future) - before, 1)
            self.assertEqual(self.left(), 0)
            self.assertEqual(alive(extension.Future), before)

    def test_a_thing_with_its_pool_and_its_future(self):
        thing = Thing()
        thing.pool = Pool(1, 1)
        thing.future = thing.pool.submit(lambda thing: thing, thing)
        thing.future.result()
        thing.future.add_done_callback(lambda future, thing=thing: None)
        del thing
        self.assertEqual(self.left(), 0)

    def blocked(self):
        """A pool whose worker waits for `go`."""
        go = threading.Event()
        pool = Pool(1, 1)
        self.addCleanup(pool.shutdown)
        self.addCleanup(go.set)  # before that, whatever fails
        return pool, go

    def test_a_pending_future_that_its_callback_has(self):
        pool, go = self.blocked()
        thing = Thing()
        thing.future = pool.submit(go.wait)
        called = []
        thing.future.add_done_callback(lambda _, thing=thing: called.append(1))
        del thing
        # It will be called, so nothing of it may go.
        self.assertEqual(self.left(), 1)
        go.set()
        pool.shutdown()
        self.assertEqual(called, [1])
        self.assertEqual(self.left(), 0)

    def test_a_pending_future_that_a_waiter_has(self):
        # A waiter is no callback: if nobody waits any more, nobody is to be told.
        pool, go = self.blocked()
        thing = Thing()
        thing.add_result = lambda future: None
        thing.future = pool.submit(go.wait)
        thing.future._waiters.append(thing)
        del thing
        self.assertEqual(self.left(), 0)
        self.assertEqual(alive(extension.Future), 0)

    def test_what_python_keeps_for_wait_and_as_completed(self):
        with Pool(1, 1) as pool:
            thing = Thing()
            thing.add_result = lambda future: None
            thing.future = pool.submit(int)
            thing.future._waiters.append(thing)
            thing.future.result()
            del thing
        self.assertEqual(self.left(), 0)

    def test_it_is_asked_for_every_reference_and_the_class(self):
        value = object()
        with Pool(1, 1) as pool:
            future = pool.submit(lambda: value)
            future.result()
            self.assertTrue(gc.is_tracked(pool) and gc.is_tracked(future))
            self.assertEqual(gc.get_referents(pool), [type(pool)])
            self.assertCountEqual(gc.get_referents(future), [type(future), value])
            failed = pool.submit(fail)
            error = failed.exception()
            self.assertCountEqual(
                gc.get_referents(failed),
                [type(failed), ValueError, error, error.__traceback__],
            )

    def test_who_goes_may_still_ask(self):
        # `__del__` comes before anything is taken apart.
        seen = []

        class Asks:
            def __del__(self):
                seen.append(self.future.result() is self)

        with Pool(1, 1) as pool:
            asks = Asks()
            asks.future = pool.submit(lambda: asks)
            asks.future.result()
            del asks
            gc.collect()
        self.assertEqual(seen, [True])

    def test_whoever_holds_a_lock_may_lose_a_pool(self):
        # The collector comes at any line. Did the pool's end wait for its tasks, then this
        # thread would wait for a task that waits for this thread.
        lock = threading.Lock()

        def task():
            with lock:
                return 7

        for circle in False, True:
            with self.subTest(circle=circle):
                holder = Thing()
                holder.pool = Pool(1, 2)
                with lock:
                    futures = [holder.pool.submit(task) for _ in range(2)]
                    if circle:
                        holder.self = holder
                    del holder
                    gc.collect()
                self.assertEqual([future.result(60) for future in futures], [7, 7])


class Weak(unittest.TestCase):
    def test_references_to_both(self):
        gone = []
        pool = Pool(1, 1)
        future = pool.submit(int)
        future.result()
        weak = [weakref.ref(thing, lambda ref: gone.append(ref)) for thing in (pool, future)]
        self.assertEqual([ref() for ref in weak], [pool, future])
        del pool, future
        gc.collect()
        self.assertEqual([ref() for ref in weak], [None, None])
        self.assertCountEqual(gone, weak)

    def test_collections_of_futures(self):
        with Pool(1, 8) as pool:
            futures = [pool.submit(int) for _ in range(5)]
            names = weakref.WeakKeyDictionary({future: n for n, future in enumerate(futures)})
            self.assertEqual(names[futures[3]], 3)
            del futures[3]
            gc.collect()
            self.assertEqual(len(names), 4)


class Chains(unittest.TestCase):
    def check(self, program):
        start = "import gc, weakref, importlib.util, library\nextension = library.load()\n"
        ended = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-c", start + program], cwd=HERE, timeout=100,
            stderr=subprocess.PIPE, text=True,
        )
        self.assertEqual(ended.returncode, 0, ended.stderr)

    def test_a_long_chain_of_futures_goes_without_a_deep_stack(self):
        self.check(
            "with extension.Pool(1, 64) as pool:\n"
            "    future = pool.submit(int)\n"
            "    for _ in range(200_000):\n"
            "        future = pool.submit(lambda future: future, future)\n"
            "    first = weakref.ref(future)\n"
            "    del future\n"
            "assert first() is None\n"
        )

    def test_a_class_that_has_an_instance(self):
        # A module of its own, so that nobody else has the class.
        self.check(
            "spec = importlib.util.spec_from_file_location('extension', extension.__file__)\n"
            "other = importlib.util.module_from_spec(spec)\n"
            "spec.loader.exec_module(other)\n"
            "weak = weakref.ref(other.Pool)\n"
            "other.Pool.first = other.Pool(1, 1)\n"
            "del other.Pool\n"
            "gc.collect()\n"
            "assert weak() is None\n"
        )


class Threads(unittest.TestCase):
    def test_a_worker_sets_what_the_collector_has_just_taken(self):
        # The future goes while its task is about to return: what it returns goes, too.
        before = alive()
        with Pool(2, 2) as pool:
            for _ in range(300):
                thing = Thing()
                thing.future = pool.submit(lambda thing: thing, thing)
                del thing
                gc.collect(0)
        gc.collect()
        self.assertEqual(alive(), before)

    def test_no_thread_of_a_dropped_pool_stays(self):
        def threads():
            return len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 0

        before = threads()
        for _ in range(20):
            pool = Pool(4, 4)
            pool.submit(int)
            del pool
        deadline = time.monotonic() + 60
        while threads() > before and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertLessEqual(threads(), before)  # one of another test may have gone


if __name__ == "__main__":
    # A hang says where it is, and ends.
    faulthandler.dump_traceback_later(100, exit=True)
    unittest.main()
