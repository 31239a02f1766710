"""What the extension does, seen from Python. Started by ../tests/extension.rs."""

import gc
import os
import socket
import subprocess
import sys
import threading
import time
import unittest
from concurrent.futures import CancelledError

import library

extension = library.load()
Pool = extension.Pool

MS = 100


def beats_during(function, *args):
    """How often another thread got the GIL during a call."""
    count, stop = 0, False
    ready = threading.Event()

    def heart():
        nonlocal count
        ready.set()
        while not stop:
            count += 1
            time.sleep(0)  # gives the GIL away, and takes it back

    thread = threading.Thread(target=heart)
    interval = sys.getswitchinterval()
    # The heart gets no turn because of the time: only if the function releases the GIL.
    sys.setswitchinterval(60)
    try:
        thread.start()
        ready.wait()
        before = count
        function(*args)
        during = count - before
    finally:
        sys.setswitchinterval(interval)
        stop = True
    thread.join()
    return during


class Functions(unittest.TestCase):
    def test_the_checksum_is_fnv_1a(self):
        for function in extension.checksum_holding, extension.checksum_releasing:
            self.assertEqual(function(b""), 0x811C9DC5)
            self.assertEqual(function(b"a"), 0xE40C292C)
            self.assertEqual(function(b"foobar"), 0xBF9CF968)

    def test_read_gives_the_bytes_and_then_the_end(self):
        for function in extension.read_holding, extension.read_releasing:
            here, there = socket.socketpair()
            with here, there:
                there.send(b"abc")
                self.assertEqual(function(here.fileno()), b"abc")
                there.close()
                self.assertEqual(function(here.fileno()), b"")

    def test_bad_input_raises(self):
        for sleep in extension.sleep_holding, extension.sleep_releasing:
            for error, bad in [
                (TypeError, "1"), (TypeError, None), (TypeError, 1.5), (TypeError, [1]),
                (ValueError, -1), (ValueError, -(10**9)), (OverflowError, 10**9),
                (OverflowError, 10**30), (OverflowError, -(10**30)),
            ]:
                with self.subTest(bad=bad), self.assertRaises(error):
                    sleep(bad)
            self.assertRaises(TypeError, sleep)
            self.assertRaises(TypeError, sleep, 1, 2)
            self.assertIsNone(sleep(0))
            self.assertIsNone(sleep(True))
        for checksum in extension.checksum_holding, extension.checksum_releasing:
            for bad in "abc", bytearray(b"abc"), memoryview(b"abc"), None, 3:
                self.assertRaises(TypeError, checksum, bad)
        for read in extension.read_holding, extension.read_releasing:
            self.assertRaises(TypeError, read, "0")
            self.assertRaises(ValueError, read, -1)
            self.assertRaises(OverflowError, read, 2**31)
            self.assertRaises(OSError, read, 2**31 - 1)

    def test_a_number_may_be_any_object_with_an_index(self):
        class One:
            def __index__(self):
                return 1

        class Bad:
            def __index__(self):
                raise KeyError("on purpose")

        self.assertIsNone(extension.sleep_holding(One()))
        self.assertRaises(KeyError, extension.sleep_holding, Bad())

    def test_four_holders_take_the_sum_and_four_releasers_the_longest(self):
        def on_four_threads(function):
            start = time.perf_counter()
            threads = [threading.Thread(target=function, args=(MS,)) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return time.perf_counter() - start

        held, released = map(on_four_threads, (extension.sleep_holding, extension.sleep_releasing))
        # Holding is a sum whatever the machine does. Released it may be late, but in a
        # ratio of 4 there is room.
        self.assertGreaterEqual(held, 4 * MS / 1000)
        self.assertLess(released, held / 1.5)


class TheGil(unittest.TestCase):
    def test_sleep(self):
        self.assertEqual(beats_during(extension.sleep_holding, MS), 0)
        self.assertGreater(beats_during(extension.sleep_releasing, MS), 0)

    def test_checksum(self):
        data = bytes(50_000_000)
        self.assertEqual(beats_during(extension.checksum_holding, data), 0)
        self.assertGreater(beats_during(extension.checksum_releasing, data), 0)

    def test_read(self):
        for function, released in [
            (extension.read_holding, False), (extension.read_releasing, True),
        ]:
            here, there = socket.socketpair()
            # A process, since a thread of ours would need the GIL to write.
            writer = subprocess.Popen(
                ["sh", "-c", "sleep 0.3; echo x >&0"], stdin=there.fileno(),
            )
            with here, there:
                beats = beats_during(function, here.fileno())
            writer.wait()
            self.assertEqual(beats > 0, released, function)


class ThePool(unittest.TestCase):
    def test_map_keeps_the_order(self):
        with Pool(4, 2) as pool:
            self.assertEqual(pool.map(str, range(1_000)), list(map(str, range(1_000))))
            self.assertEqual(pool.map(str, []), [])

    def test_submit(self):
        with Pool(2, 2) as pool:
            future = pool.submit(divmod, 17, 5)
            self.assertEqual(future.result(), (3, 2))
            self.assertEqual(future.result(1), (3, 2))
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
            self.assertEqual(future.result(float("inf")), 0)

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

    def test_the_last_reference_may_go_in_a_task(self):
        go = threading.Event()
        pools = [Pool(2, 2)]
        future = pools[0].submit(lambda: (go.wait(60), pools.clear(), 5)[-1])
        go.set()
        self.assertEqual(future.result(60), 5)

    def test_dropped_it_runs_what_it_accepted(self):
        seen = []
        pool = Pool(1, 100)
        for n in range(100):
            pool.submit(seen.append, n)
        del pool
        self.assertEqual(seen, list(range(100)))

    def test_every_reference_comes_back(self):
        value, callable = object(), lambda value: value
        before = sys.getrefcount(value), sys.getrefcount(callable)
        with Pool(2, 8) as pool:
            for _ in range(3):
                pool.map(callable, [value] * 1_000)
            pool.submit(callable, value).result()
            self.assertRaises(TypeError, pool.submit(callable, value, value).result)
        gc.collect()
        self.assertEqual((sys.getrefcount(value), sys.getrefcount(callable)), before)

    def test_many_threads_may_use_one_pool(self):
        with Pool(4, 4) as pool:
            def use():
                self.assertEqual(sum(pool.map(abs, range(500))), sum(range(500)))

            threads = [threading.Thread(target=use) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    def test_an_interpreter_ends_with_pools_that_nobody_has_closed(self):
        program = (
            "import library, os, time; extension = library.load()\n"
            "pool = extension.Pool(2, 8)\n"
            "task = lambda: time.sleep(0.05) or os.write(1, b'ran\\n')\n"
            "futures = [pool.submit(task) for _ in range(4)]\n"
        )
        here = os.path.dirname(os.path.abspath(__file__))
        ended = subprocess.run(
            [sys.executable, "-c", program], cwd=here, timeout=60,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        self.assertEqual((ended.returncode, ended.stdout), (0, "ran\n" * 4))


if __name__ == "__main__":
    unittest.main()
