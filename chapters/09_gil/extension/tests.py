"""What the extension's functions do, and who has the GIL meanwhile. Started by
../tests/behaviour/extension.rs."""

import faulthandler
import socket
import subprocess
import sys
import threading
import time
import unittest

import library

extension = library.load()
Pool = extension.Pool

MS = 100


# ANCHOR: heart
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
# ANCHOR_END: heart


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
                (TypeError, True), (TypeError, float("nan")),
            ]:
                with self.subTest(bad=bad), self.assertRaises(error):
                    sleep(bad)
            self.assertRaises(TypeError, sleep)
            self.assertRaises(TypeError, sleep, 1, 2)
            self.assertIsNone(sleep(0))
        for checksum in extension.checksum_holding, extension.checksum_releasing:
            class Derived(bytes):
                pass

            for bad in "abc", bytearray(b"abc"), memoryview(b"abc"), Derived(b"abc"), None, 3:
                self.assertRaises(TypeError, checksum, bad)
        for read in extension.read_holding, extension.read_releasing:
            self.assertRaises(TypeError, read, "0")
            self.assertRaises(ValueError, read, -1)
            self.assertRaises(OverflowError, read, 2**31)
            with self.assertRaises(OSError) as caught:
                read(2**31 - 1)
            self.assertNotEqual(caught.exception.errno, 0)
            here, there = socket.socketpair()
            with here, there:
                here.setblocking(False)
                self.assertRaises(BlockingIOError, read, here.fileno())

    def test_a_panic_is_an_exception(self):
        with self.assertRaisesRegex(RuntimeError, "a panic in Rust: on purpose"):
            extension._panic()

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


WRITER = """
import socket, time
with socket.create_connection(("{}", {})) as there:
    time.sleep(0.3)
    there.send(b"x")
"""


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
            with socket.create_server(("127.0.0.1", 0)) as server:
                # A process, since a thread of ours would need the GIL to write.
                writer = subprocess.Popen([sys.executable, "-c", WRITER.format(*server.getsockname())])
                here, _ = server.accept()
            with here:
                beats = beats_during(function, here.fileno())
            self.assertEqual(writer.wait(60), 0)
            self.assertEqual(beats > 0, released, function)

    def test_the_pool_waits_without_it(self):
        go = threading.Event()

        def ended_by_another(call, *args):
            """What the call waits for comes from a thread that gets the GIL during the call."""
            go.clear()
            inside, ready = False, threading.Event()

            def other():
                ready.set()
                while not inside:
                    time.sleep(0.001)
                go.set()

            thread = threading.Thread(target=other)
            thread.start()
            ready.wait()
            interval = sys.getswitchinterval()
            sys.setswitchinterval(60)  # it gets no turn because of the time
            try:
                inside = True
                call(*args)
            finally:
                sys.setswitchinterval(interval)
            self.assertTrue(go.is_set())
            thread.join()

        def full():
            """A pool of one worker, which is busy, and without room."""
            go.clear()
            pool = Pool(1, 1)
            running = pool.submit(go.wait)
            while not running.running():
                time.sleep(0.001)
            return pool, pool.submit(go.wait)

        pool, future = full()
        ended_by_another(pool.submit, int)  # waits for room
        for wait in "result", "exception":
            for timeout in [], [60]:
                pool, future = full()
                ended_by_another(getattr(future, wait), *timeout)
        ended_by_another(pool.map, lambda _: go.wait(), [1, 2, 3])
        pool, future = full()
        ended_by_another(pool.shutdown)


if __name__ == "__main__":
    # A hang says where it is, and ends.
    faulthandler.dump_traceback_later(100, exit=True)
    unittest.main()
