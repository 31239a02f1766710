"""Numbers from outside, and everything else that is no number: each argument of the extension
gets every edge of every type. Started by ../tests/behaviour/extension.rs.

A call returns, or raises an exception of its kind, at once. It never panics, which would be
"a panic in Rust", and never waits.
"""

import faulthandler
import signal
import threading
import time
import unittest
from concurrent.futures import TimeoutError  # since 3.11 the builtin

import library

extension = library.load()
Pool = extension.Pool

POWERS = [n for bits in (7, 8, 15, 16, 31, 32, 53, 63, 64, 128) for n in (2**bits - 1, 2**bits)]
WHOLE = sorted({sign * n for n in [0, 1, 2, 1_024, 1_025, 86_400_001, *POWERS, 10**400]
                for sign in (1, -1)})
FLOATS = [0.0, -0.0, 0.5, -0.5, 5e-324, 1e-9, 0.999_999_999_9, 1e9, 9.3e18, 1.9e19, 1e300,
          float("inf"), float("-inf"), float("nan")]
OTHERS = [None, True, False, "", "1", b"1", [], (), {}, object(), int, 1j, NotImplemented, ...]

REFUSED = (TypeError, ValueError, OverflowError)


class Index:
    """A number that is not an int."""

    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


class Wrong:
    """What fails to say what number it is."""

    def __index__(self):
        raise KeyError("on purpose")

    __float__ = __index__


def every_value():
    yield from WHOLE
    yield from map(Index, WHOLE)
    yield from FLOATS
    yield from OTHERS


class Numbers(unittest.TestCase):
    def outcome(self, call, *args, allowed=()):
        """The exception, or what it returns."""
        start = time.monotonic()
        try:
            return call(*args)
        except (*REFUSED, *allowed) as error:
            self.assertNotIn("panic", str(error))
            return error
        finally:
            self.assertLess(time.monotonic() - start, 30, args)

    def whole(self, call, least, most, skip=(), allowed=()):
        """`call` takes whole numbers from `least` to `most`, and nothing else."""
        for value in every_value():
            number = value.number if isinstance(value, Index) else value
            right = isinstance(number, int) and not isinstance(number, bool)
            right = right and least <= number <= most
            if right and number in skip:
                continue
            with self.subTest(value=value, number=number):
                outcome = self.outcome(call, value, allowed=allowed)
                self.assertEqual(isinstance(outcome, REFUSED), not right, outcome)
        self.assertRaises(KeyError, call, Wrong())

    def test_a_pause(self):
        for sleep in extension.sleep_holding, extension.sleep_releasing:
            # The rest of what is right is too long for a test: see below.
            skip = [n for n in WHOLE if n > 255]
            self.whole(sleep, 0, 86_400_000, skip)

    @unittest.skipUnless(hasattr(signal, "setitimer"), "there is no timer")
    def test_the_longest_pause(self):
        before = signal.signal(signal.SIGALRM, signal.default_int_handler)
        try:
            for sleep in extension.sleep_holding, extension.sleep_releasing:
                for ms in 2**16, 86_400_000:
                    signal.setitimer(signal.ITIMER_REAL, 0.01)
                    self.assertRaises(KeyboardInterrupt, sleep, ms)
        finally:
            signal.signal(signal.SIGALRM, before)

    def test_a_file(self):
        # 0, 1 and 2 are open, and may have something to say. The others are not.
        for read in extension.read_holding, extension.read_releasing:
            self.whole(read, 0, 2**31 - 1, range(256), allowed=(OSError,))

    def test_bytes(self):
        for checksum in extension.checksum_holding, extension.checksum_releasing:
            for value in every_value():
                if isinstance(value, bytes):
                    continue
                with self.subTest(value=value):
                    self.assertIsInstance(self.outcome(checksum, value), TypeError)

    def test_how_many_workers(self):
        # A thousand threads may be more than the system gives.
        self.whole(lambda n: Pool(n, 1).shutdown(), 1, 1_024, allowed=(RuntimeError,))

    def test_how_much_room(self):
        def use(capacity):
            with Pool(1, capacity) as pool:
                return pool.map(abs, [-1, -2]) + [pool.submit(abs, -3).result()]

        self.assertEqual(use(2**31 - 1), [1, 2, 3])
        self.whole(use, 1, 2**31 - 1)

    def test_a_time_out(self):
        go = threading.Event()
        with Pool(1, 1) as pool:
            blocked = pool.submit(go.wait)
            done = Pool(1, 1).submit(int)
            done.result()
            for value in every_value():
                number = value.number if isinstance(value, Index) else value
                for ask in "result", "exception":
                    with self.subTest(value=value, number=number, ask=ask):
                        outcome = self.outcome(getattr(done, ask), value)
                        if isinstance(number, (int, float)) and -1e300 < number < 1e300:
                            self.assertIn(outcome, [0, None])
                        # Those that are over at once.
                        if isinstance(number, (int, float)) and -1e300 < number <= 1e-3:
                            self.assertRaises(TimeoutError, getattr(blocked, ask), value)
            for ask in blocked.result, blocked.exception:
                self.assertRaises(KeyError, ask, Wrong())
                self.assertRaises(ValueError, ask, float("nan"))
                self.assertRaises(TimeoutError, ask, float("-inf"))
                self.assertRaises(OverflowError, ask, 10**400)
            go.set()
            # And those that never are.
            for value in 1e9, 9.3e18, 1.9e19, 1e300, float("inf"), 2**63, 2**64, 2**128:
                self.assertEqual(pool.submit(time.sleep, 0.001).result(value), None)

    def test_what_is_to_be_called(self):
        with Pool(1, 1) as pool:
            future = pool.submit(int)
            for value in every_value():
                if callable(value):
                    continue
                for call in (
                    pool.submit, lambda value: pool.map(value, [1]), future.add_done_callback,
                ):
                    self.assertIsInstance(self.outcome(call, value), TypeError)
            for value in WHOLE + FLOATS:
                self.assertIsInstance(self.outcome(pool.map, abs, value), TypeError)


if __name__ == "__main__":
    # A hang says where it is, and ends.
    faulthandler.dump_traceback_later(100, exit=True)
    unittest.main()
