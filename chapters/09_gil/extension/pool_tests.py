"""What the extension's pool does. Started by ../tests/behaviour/extension.rs."""

import concurrent.futures
import copy
import faulthandler
import gc
import pickle
import sys
import threading
import unittest
from concurrent.futures import CancelledError, TimeoutError  # since 3.11 the builtin

import library

extension = library.load()
Pool = extension.Pool


def resident():
    """How much memory the process has, where the system says so in /proc."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4_096
    except OSError:
        return 0


class ThePool(unittest.TestCase):
    def test_map_keeps_the_order(self):
        with Pool(4, 2) as pool:
            self.assertEqual(pool.map(str, range(1_000)), list(map(str, range(1_000))))
            self.assertEqual(pool.map(str, []), [])

    def test_submit(self):
        with Pool(2, 2) as pool:
            future = pool.submit(divmod, 17, 5)
            self.assertEqual(future.result(), (3, 2))
            self.assertEqual(future.result(timeout=1), (3, 2))
            self.assertEqual(future.result(None), (3, 2))
            self.assertTrue(future.done())
            self.assertFalse(future.cancel())

    def test_tasks_run_on_other_threads_at_once(self):
        barrier = threading.Barrier(4)
        with Pool(4, 4) as pool:
            pool.map(lambda _: barrier.wait(60), range(4))
            threads = set(pool.map(lambda _: threading.get_ident(), range(100)))
        self.assertNotIn(threading.get_ident(), threads)
        self.assertLessEqual(len(threads), 4)

    def test_an_exception_comes_back(self):
        with Pool(2, 2) as pool:
            future = pool.submit({}.__getitem__, "key")
            for _ in range(2):
                with self.assertRaises(KeyError) as caught:
                    future.result()
                self.assertEqual(caught.exception.args, ("key",))
            with self.assertRaises(ZeroDivisionError):
                pool.map(lambda n: 1 // n, [1, 2, 0, 3])
            self.assertRaises(SystemExit, pool.submit(sys.exit, 3).result)
            self.assertEqual(pool.submit(int).result(), 0)

    def test_inputs_that_raise(self):
        def inputs():
            yield 1
            raise LookupError("on purpose")

        with Pool(2, 2) as pool:
            self.assertRaises(LookupError, pool.map, str, inputs())

    def test_map_takes_no_more_than_it_has_room_for(self):
        taken = 0

        def inputs():
            nonlocal taken
            for taken in range(1, 1_000):
                yield taken

        with Pool(1, 2) as pool, self.assertRaises(KeyError):
            pool.map({}.__getitem__, inputs())
        self.assertLess(taken, 10)

    def test_bad_input_raises(self):
        for error, bad in [
            (ValueError, (0, 1)), (ValueError, (1, 0)), (ValueError, (-1, 1)),
            (OverflowError, (10**6, 1)), (OverflowError, (1, 10**20)),
            (TypeError, ("1", 1)), (TypeError, (1, None)), (TypeError, (1.5, 1)),
            (TypeError, ()), (TypeError, (1,)), (TypeError, (1, 2, 3)),
            (TypeError, (True, 1)), (TypeError, (1, float("nan"))),
        ]:
            with self.subTest(bad=bad), self.assertRaises(error):
                Pool(*bad)
        self.assertRaises(TypeError, Pool, 1, size=1)
        self.assertRaises(TypeError, extension.Future)
        with Pool(workers=1, capacity=1) as pool:
            self.assertRaises(TypeError, pool.submit)
            self.assertRaises(TypeError, pool.submit, 3)
            self.assertRaises(TypeError, pool.map, str)
            self.assertRaises(TypeError, pool.map, 3, [])
            self.assertRaises(TypeError, pool.map, str, 3)
            future = pool.submit(int)
            self.assertRaises(TypeError, future.result, "1")
            self.assertRaises(TypeError, future.result, 1, 2)
            self.assertRaises(ValueError, future.result, float("nan"))
            self.assertRaises(TypeError, future.result, time=1)
            self.assertEqual(future.result(float("inf")), 0)
            self.assertEqual(future.result(1e300), 0)
        self.assertRaises(TypeError, Pool.submit, 3, int)
        self.assertRaises(TypeError, type, "Mine", (Pool,), {})

    def test_there_is_one_of_each(self):
        with Pool(1, 1) as pool:
            for thing in pool, pool.submit(int):
                for copies in copy.copy, copy.deepcopy:
                    self.assertRaises(TypeError, copies, thing)
                for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
                    self.assertRaises(TypeError, pickle.dumps, thing, protocol)
                self.assertRaises(TypeError, object.__new__, type(thing))

    def test_after_shutdown_it_refuses(self):
        pool = Pool(1, 4)
        futures = [pool.submit(str, n) for n in range(4)]
        pool.shutdown()
        pool.shutdown()
        self.assertEqual([future.result() for future in futures], list("0123"))
        self.assertRaises(RuntimeError, pool.submit, int)
        self.assertRaises(RuntimeError, pool.map, str, [1])

    def test_cancel_and_timeout(self):
        go, started = threading.Event(), threading.Event()
        with Pool(1, 4) as pool:
            running = pool.submit(lambda: (started.set(), go.wait(60)))
            self.assertTrue(started.wait(60))
            pending = pool.submit(int)
            self.assertRaises(TimeoutError, running.result, 0)
            self.assertRaises(TimeoutError, pending.result, 0.01)
            self.assertRaises(TimeoutError, pending.result, -1)
            self.assertFalse(running.cancel())
            self.assertTrue(pending.cancel())
            self.assertTrue(pending.done())
            self.assertRaises(CancelledError, pending.result)
            go.set()
            self.assertEqual(running.result()[1], True)

    def test_a_task_waits_for_a_task_of_its_own_pool(self):
        with Pool(1, 1) as pool:
            inner = lambda: pool.submit(int, "7").result()
            self.assertEqual(pool.submit(inner).result(60), 7)
            # More than there is room for.
            many = lambda: [future.result() for future in [pool.submit(int) for _ in range(9)]]
            self.assertEqual(pool.submit(many).result(60), [0] * 9)
            self.assertEqual(pool.submit(lambda: pool.map(abs, [-1, -2, -3])).result(60), [1, 2, 3])

    def test_a_task_in_a_task_in_a_task_ends_in_an_exception_and_harms_nobody(self):
        # A chain of tasks that each wait for the next, which is in the queue, or for which there
        # is no room. The one that is refused is still pending, or was never accepted.
        for room in 1_000, 1:
            depth = 0

            def task():
                nonlocal depth
                depth += 1
                return pool.submit(task).result()

            with self.subTest(room=room), Pool(1, room) as pool:
                self.assertRaises(RecursionError, pool.submit(task).result, 60)
                self.assertGreater(depth, 50)
                self.assertEqual(pool.submit(int, "7").result(60), 7)

    def test_the_last_reference_may_go_in_a_task(self):
        go = threading.Event()
        pools = [Pool(2, 2)]
        future = pools[0].submit(lambda: (go.wait(60), pools.clear(), 5)[-1])
        go.set()
        self.assertEqual(future.result(60), 5)

    def test_dropped_it_runs_what_it_accepted(self):
        seen = []
        pool = Pool(1, 100)
        futures = [pool.submit(seen.append, n) for n in range(100)]
        del pool
        for future in futures:
            future.result(60)
        self.assertEqual(seen, list(range(100)))

    def test_every_reference_comes_back(self):
        value, callable = object(), lambda value: value
        before = sys.getrefcount(value), sys.getrefcount(callable)
        with Pool(2, 8) as pool:
            for _ in range(3):
                pool.map(callable, [value] * 1_000)
            pool.submit(callable, value).result()
            self.assertRaises(TypeError, pool.submit(callable, value, value).result)
            for _ in range(100):
                future = pool.submit(callable, value)
                future.add_done_callback(callable)
                concurrent.futures.wait([future])
                future.add_done_callback(callable)
                self.assertIsNone(future.exception())
            del future
        gc.collect()
        self.assertEqual((sys.getrefcount(value), sys.getrefcount(callable)), before)

    def test_memory_does_not_grow(self):
        never = threading.Event()

        def use():
            with Pool(2, 64) as pool:
                pool.map(abs, range(5_000))
                for _ in range(5_000):
                    pool.submit(int).result()
                    self.assertRaises(ValueError, pool.submit(int, "x").result)
                blocked = pool.submit(never.wait)
                for _ in range(5_000):
                    self.assertRaises(TimeoutError, blocked.result, 0)
                    self.assertRaises(TypeError, extension.sleep_releasing, "x")
                never.set()
            never.clear()
            gc.collect()

        for _ in range(2):
            use()
        before = sys.getallocatedblocks(), resident()
        for _ in range(4):
            use()
        self.assertLess(sys.getallocatedblocks() - before[0], 1_000)
        self.assertLess(resident() - before[1], 4 * 2**20)  # 20,000 rounds of each

    def test_to_ask_again_and_again_costs_no_memory(self):
        never = threading.Event()
        with Pool(1, 1) as pool:
            future = pool.submit(never.wait)

            def ask(times):
                for _ in range(times):
                    self.assertRaises(TimeoutError, future.result, 0)

            ask(1_000)
            before = resident()
            ask(50_000)
            grown = resident() - before
            never.set()
        self.assertLess(grown, 4 * 2**20)

    def test_many_threads_may_use_one_pool(self):
        with Pool(4, 4) as pool:
            def use():
                self.assertEqual(sum(pool.map(abs, range(500))), sum(range(500)))

            threads = [threading.Thread(target=use) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()


if __name__ == "__main__":
    # A hang says where it is, and ends.
    faulthandler.dump_traceback_later(100, exit=True)
    unittest.main()
