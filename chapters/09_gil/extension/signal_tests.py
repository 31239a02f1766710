"""Signals, and the extension: every call that waits hears them. Started by
../tests/behaviour/extension.rs.

The system's timer sends the signal, since a thread of Python's could not while a function
holds the GIL. How soon each call heard it is printed; a busy machine has much room here.
"""

import concurrent.futures
import faulthandler
import functools
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest
from concurrent.futures import TimeoutError  # since 3.11 the builtin

import library

extension = library.load()
Pool = extension.Pool

HERE = os.path.dirname(os.path.abspath(__file__))
SOON = 0.12  # s until the signal comes: the call waits by then
LATE = 10  # s: so late it was not heard
FOREVER = 60  # s: longer than any test takes


# Of a test: a call that waits.
WAITS = {
    "result()": lambda test: test.future().result,
    "result(60)": lambda test: functools.partial(test.future().result, FOREVER),
    "exception()": lambda test: test.future().exception,
    "exception(60)": lambda test: functools.partial(test.future().exception, FOREVER),
    "submit()": lambda test: functools.partial(test.full_pool().submit, test.blocked),
    "map()": lambda test: functools.partial(Pool(1, 9).map, test.blocked, [1, 2, 3]),
    "map() for room": lambda test: functools.partial(test.full_pool().map, test.blocked, [1, 2]),
    "shutdown()": lambda test: test.full_pool().shutdown,
    "with": lambda test: functools.partial(test.full_pool().__exit__, None, None, None),
    "wait()": lambda test: functools.partial(concurrent.futures.wait, [test.future()]),
    "as_completed()": lambda test: concurrent.futures.as_completed([test.future()]).__next__,
    "sleep_holding()": lambda test: functools.partial(extension.sleep_holding, FOREVER * 1000),
    "sleep_releasing()": lambda test: functools.partial(extension.sleep_releasing, FOREVER * 1000),
    "read_holding()": lambda test: functools.partial(extension.read_holding, test.connected()),
    "read_releasing()": lambda test: functools.partial(extension.read_releasing, test.connected()),
}


@unittest.skipUnless(hasattr(signal, "setitimer"), "there is no timer")
class Signals(unittest.TestCase):
    def setUp(self):
        self.go = threading.Event()
        self.ran = []
        self.connected()
        before = signal.getsignal(signal.SIGALRM)
        self.addCleanup(signal.signal, signal.SIGALRM, before)
        self.addCleanup(signal.setitimer, signal.ITIMER_REAL, 0)
        self.addCleanup(self.go.set)

    def blocked(self, *_):
        self.go.wait(FOREVER)
        self.ran.append(1)
        return "done"

    def future(self):
        """One whose task is blocked."""
        return Pool(1, 1).submit(self.blocked)

    def full_pool(self):
        """One task runs, one waits, and there is no room for a third."""
        pool = Pool(1, 1)
        running = pool.submit(self.blocked)
        while not running.running():
            time.sleep(0.001)
        pool.submit(self.blocked)
        return pool

    def connected(self):
        """A socket that one reads from; `self.there` is the other end."""
        here, self.there = socket.socketpair()
        self.addCleanup(self.there.close)
        self.addCleanup(here.close)
        return here.fileno()

    def again_and_again(self):
        """A signal every 20 ms: the list has one more entry for each."""
        heard = []
        signal.signal(signal.SIGALRM, lambda *_: heard.append(1))
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
        return heard

    def after(self, seconds, handler):
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    def test_control_c_is_heard_in_every_call_that_waits(self):
        for name, wait in WAITS.items():
            with self.subTest(name):
                call = wait(self)
                self.after(SOON, signal.default_int_handler)
                start = time.monotonic()
                self.assertRaises(KeyboardInterrupt, call)
                late = time.monotonic() - start - SOON
                print(f"{name:22} heard it after {max(late, 0) * 1000:4.0f} ms")
                self.assertLess(late, LATE)
        self.assertEqual(self.ran, [])

    def test_after_a_handler_that_does_not_raise_the_wait_goes_on(self):
        for name, wait in WAITS.items():
            if name.startswith("sleep"):
                continue  # nothing but the time ends it
            with self.subTest(name):
                self.go.clear()
                call = wait(self)
                heard = []

                def handler(*_):
                    heard.append(1)
                    # What the call waits for comes from here: so it ran while the call waited.
                    self.go.set()
                    self.there.send(b"abc")

                self.after(SOON, handler)
                call()
                self.assertEqual(heard, [1])

    def test_a_pause_is_as_long_as_it_was_to_be_whatever_comes(self):
        heard = self.again_and_again()
        for sleep in extension.sleep_holding, extension.sleep_releasing:
            start = time.monotonic()
            sleep(400)
            self.assertGreaterEqual(time.monotonic() - start, 0.4)
        self.assertGreater(len(heard), 1)

    def test_a_time_out_is_counted_from_the_call_whatever_comes(self):
        future = Pool(1, 1).submit(self.blocked)
        heard = self.again_and_again()
        for call in future.result, future.exception:
            start = time.monotonic()
            self.assertRaises(TimeoutError, call, 0.4)
            self.assertGreaterEqual(time.monotonic() - start, 0.4)
        self.assertGreater(len(heard), 1)

    def test_who_is_interrupted_has_not_submitted(self):
        pool = self.full_pool()
        self.after(SOON, signal.default_int_handler)
        self.assertRaises(KeyboardInterrupt, pool.submit, self.ran.append, "never")
        self.go.set()
        pool.shutdown()
        self.assertEqual(self.ran, [1, 1])

    def test_a_map_without_end_hears_them_though_it_never_waits_long(self):
        heard = []

        def handler(*_):
            heard.append(1)
            if len(heard) == 20:
                raise KeyboardInterrupt

        with Pool(1, 4) as pool:
            start = time.monotonic()
            signal.signal(signal.SIGALRM, handler)
            signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
            self.assertRaises(KeyboardInterrupt, pool.map, abs, iter(int, 1))
            signal.setitimer(signal.ITIMER_REAL, 0)
        self.assertLess(time.monotonic() - start, LATE)

    def test_an_interrupted_map_cancels_what_has_not_started(self):
        pool = Pool(1, 4)
        self.after(SOON, signal.default_int_handler)
        self.assertRaises(KeyboardInterrupt, pool.map, self.blocked, range(5))
        self.go.set()
        pool.shutdown()
        self.assertEqual(self.ran, [1])

    def test_an_interrupted_shutdown_has_closed_and_may_be_waited_for_again(self):
        pool = self.full_pool()
        self.after(SOON, signal.default_int_handler)
        self.assertRaises(KeyboardInterrupt, pool.shutdown)
        self.assertRaises(RuntimeError, pool.submit, int)
        self.go.set()
        pool.shutdown()
        self.assertEqual(self.ran, [1, 1])

    def test_a_handler_may_use_the_pool_that_waits(self):
        pool = self.full_pool()
        other = Pool(1, 1)
        seen = []

        def handler(*_):
            seen.append(other.submit(int, "7").result(FOREVER))
            self.go.set()

        self.after(SOON, handler)
        self.assertEqual(pool.submit(int).result(), 0)
        self.assertEqual(seen, [7])

    def test_a_read_that_fails_says_why(self):
        # Only an interruption is tried again.
        for read in extension.read_holding, extension.read_releasing:
            self.assertRaises(OSError, read, 2**31 - 1)


@unittest.skipUnless(os.name == "posix", "signals as Unix has them")
class ARealControlC(unittest.TestCase):
    def interrupted(self, program):
        # Whoever is started in a shell's background is told to ignore it, and so are its children.
        start = (
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "import sys, time, library\nextension = library.load()\n"
        )
        child = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-c", start + program], cwd=HERE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        self.addCleanup(child.kill)
        self.assertEqual(child.stdout.readline(), "waiting\n")
        time.sleep(SOON)
        child.send_signal(signal.SIGINT)
        sent = time.monotonic()
        out, err = child.communicate(timeout=FOREVER)
        print(f"{program.splitlines()[-1][:40]:40} ended after {time.monotonic() - sent:.2f} s")
        self.assertLess(time.monotonic() - sent, LATE)
        return out, err

    def test_while_it_waits_for_a_result(self):
        out, err = self.interrupted(
            "future = extension.Pool(1, 1).submit(extension.sleep_releasing, 600_000)\n"
            "print('waiting', flush=True)\n"
            "try: future.result()\n"
            "except KeyboardInterrupt: print('heard', flush=True); __import__('os')._exit(0)\n"
        )
        self.assertEqual((out, err), ("heard\n", ""))

    def test_while_python_ends(self):
        # The pool that nobody has closed is waited for, and that is interrupted.
        out, err = self.interrupted(
            "pool = extension.Pool(1, 1)\n"
            "pool.submit(extension.sleep_releasing, 600_000)\n"
            "print('waiting', flush=True)\n"
        )
        self.assertEqual(out, "")
        self.assertIn("KeyboardInterrupt", err)


if __name__ == "__main__":
    # A hang says where it is, and ends.
    faulthandler.dump_traceback_later(100, exit=True)
    unittest.main()
