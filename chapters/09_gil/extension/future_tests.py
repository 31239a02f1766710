"""The extension's futures in the place of Python's own: callbacks, `concurrent.futures.wait`
and `asyncio`. Started by ../tests/behaviour/extension.rs."""

import asyncio
import concurrent.futures
import faulthandler
import sys
import threading
import time
import unittest
from concurrent.futures import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, ThreadPoolExecutor,
    TimeoutError,  # since 3.11 the builtin
)

import library

extension = library.load()
Pool = extension.Pool


def fail(*_):
    raise LookupError("on purpose")


class Blocked(unittest.TestCase):
    """Has a pool of one worker, which is busy until `go`."""

    def setUp(self):
        self.go = threading.Event()
        self.pool = Pool(1, 8)
        self.running = self.pool.submit(self.go.wait, 60)
        while not self.running.running():
            time.sleep(0.001)
        self.pending = self.pool.submit(int, "7")
        self.addCleanup(self.pool.shutdown)
        self.addCleanup(self.go.set)


class Futures(Blocked):
    def state(self, future):
        return future.running(), future.done(), future.cancelled()

    def test_the_states_and_what_cancel_says(self):
        self.assertEqual(self.state(self.running), (True, False, False))
        self.assertEqual(self.state(self.pending), (False, False, False))
        self.assertFalse(self.running.cancel())
        cancelled = self.pool.submit(int)
        self.assertTrue(cancelled.cancel())
        self.assertTrue(cancelled.cancel())  # it is, once more
        self.assertEqual(self.state(cancelled), (False, True, True))
        self.go.set()
        self.assertEqual(self.pending.result(), 7)
        self.assertEqual(self.state(self.pending), (False, True, False))
        self.assertFalse(self.pending.cancel())

    def test_exception_waits_and_returns_it(self):
        self.assertRaises(TimeoutError, self.pending.exception, 0)
        failed, cancelled = self.pool.submit(fail), self.pool.submit(int)
        cancelled.cancel()
        self.assertRaises(CancelledError, cancelled.exception)
        self.go.set()
        self.assertIsNone(self.pending.exception())
        error = failed.exception(timeout=60)
        self.assertIsInstance(error, LookupError)
        self.assertEqual(error.args, ("on purpose",))
        self.assertEqual(error.__traceback__.tb_frame.f_code.co_name, "fail")
        with self.assertRaises(LookupError) as caught:
            failed.result()
        self.assertIs(caught.exception, error)

    def test_to_raise_it_often_makes_its_traceback_no_longer(self):
        failed = self.pool.submit(fail)
        self.go.set()
        lengths = []
        for _ in range(3):
            try:
                failed.result()
            except LookupError as error:
                length, traceback = 0, error.__traceback__
                while traceback:
                    length, traceback = length + 1, traceback.tb_next
                lengths.append(length)
        self.assertEqual(lengths, [2, 2, 2])  # here, and in `fail`

    def test_callbacks_are_called_in_order_with_the_future(self):
        seen = []
        for n in range(3):
            self.pending.add_done_callback(lambda future, n=n: seen.append((n, future)))
        self.go.set()
        self.pool.shutdown()
        self.assertEqual(seen, [(n, self.pending) for n in range(3)])
        self.pending.add_done_callback(seen.append)  # at once
        self.assertEqual(seen[-1], self.pending)
        self.assertRaises(TypeError, self.pending.add_done_callback, 3)

    def test_callbacks_of_a_cancelled_one_are_called_by_who_cancels(self):
        seen = []
        self.pending.add_done_callback(lambda _: seen.append(threading.get_ident()))
        self.pending.cancel()
        self.assertEqual(seen, [threading.get_ident()])

    def test_a_callback_that_raises_is_reported_and_harms_nobody(self):
        reported, seen = [], []
        hook, sys.unraisablehook = sys.unraisablehook, lambda news: reported.append(news.exc_type)
        try:
            for callback in fail, seen.append, sys.exit, seen.append:
                self.pending.add_done_callback(callback)
            self.go.set()
            self.pool.shutdown()
        finally:
            sys.unraisablehook = hook
        self.assertEqual(seen, [self.pending] * 2)
        self.assertEqual(reported, [LookupError, SystemExit])

    def test_who_waits_hears_it_before_a_callback_that_takes_long(self):
        # It takes until those who wait have what they waited for.
        for wait in (
            lambda future: future.result(60),
            lambda future: future.result(),
            lambda future: future.exception(60),
            lambda future: self.assertTrue(concurrent.futures.wait([future], 60).done),
            lambda future: list(concurrent.futures.as_completed([future], 60)),
        ):
            go, heard = threading.Event(), threading.Event()
            with Pool(1, 1) as pool:
                future = pool.submit(go.wait)
                future.add_done_callback(lambda _: heard.wait(60))
                timer = threading.Timer(0.02, go.set)
                timer.start()
                wait(future)
                self.assertFalse(heard.is_set())
                heard.set()
                timer.join()

    def test_it_passes_for_one_of_pythons(self):
        self.assertIsInstance(self.pending, concurrent.futures.Future)
        self.assertIsInstance(self.pending, extension.Future)
        self.assertIs(type(self.pending), extension.Future)
        self.assertNotIsInstance(self.pool, concurrent.futures.Future)


class WaitForSeveral(Blocked):
    def test_wait_for_all_of_them_and_pythons_too(self):
        with ThreadPoolExecutor(1) as executor:
            futures = [self.running, self.pending, executor.submit(int), self.pool.submit(fail)]
            done, not_done = concurrent.futures.wait(futures, timeout=0.01)
            self.assertTrue(not_done >= set(futures) - {futures[2]})
            self.go.set()
            for return_when in ALL_COMPLETED, FIRST_COMPLETED:
                done, not_done = concurrent.futures.wait(futures, 60, return_when)
                if return_when == ALL_COMPLETED:
                    self.assertEqual((done, not_done), (set(futures), set()))
                self.assertTrue(done)

    def test_wait_for_the_first(self):
        other = Pool(1, 1)
        quick, failed = other.submit(int), other.submit(fail)
        done, not_done = concurrent.futures.wait([self.running, quick], 60, FIRST_COMPLETED)
        self.assertEqual((done, not_done), ({quick}, {self.running}))
        done, not_done = concurrent.futures.wait([self.running, quick, failed], 60, FIRST_EXCEPTION)
        self.assertEqual((done, not_done), ({quick, failed}, {self.running}))
        self.pending.cancel()
        done, not_done = concurrent.futures.wait([self.running, self.pending], 60, FIRST_COMPLETED)
        self.assertEqual((done, not_done), ({self.pending}, {self.running}))

    def test_a_waiter_is_told_when_one_is_cancelled_or_fails(self):
        for end, how in [
            (self.pending.cancel, FIRST_COMPLETED), (self.go.set, ALL_COMPLETED),
        ]:
            timer = threading.Timer(0.05, end)
            timer.start()
            done, _ = concurrent.futures.wait([self.running, self.pending], 60, how)
            self.assertIn(self.pending, done)
            timer.join()

    def test_as_completed(self):
        self.assertRaises(
            TimeoutError, list, concurrent.futures.as_completed([self.running, self.pending], 0.01)
        )
        first = Pool(1, 1).submit(int)
        futures = concurrent.futures.as_completed([self.running, self.pending, first], 60)
        self.assertIs(next(futures), first)
        self.go.set()
        self.assertEqual(set(futures), {self.running, self.pending})

    def test_many_and_nobody_is_forgotten(self):
        with Pool(4, 4) as pool:
            for _ in range(50):
                futures = [pool.submit(int, n) for n in range(20)]
                results = [f.result() for f in concurrent.futures.as_completed(futures, 60)]
                self.assertCountEqual(results, range(20))
                done, not_done = concurrent.futures.wait([pool.submit(int) for _ in range(20)], 60)
                self.assertEqual((len(done), not_done), (20, set()))


class Asyncio(Blocked):
    def run_it(self, main):
        return asyncio.run(asyncio.wait_for(main(), 60))

    def test_wrap_future(self):
        async def main():
            self.go.set()
            self.assertEqual(await asyncio.wrap_future(self.pending), 7)
            with self.assertRaisesRegex(LookupError, "on purpose"):
                await asyncio.wrap_future(self.pool.submit(fail))
            # One that was done before.
            self.assertEqual(await asyncio.wrap_future(self.pending), 7)

        self.run_it(main)

    def test_run_in_executor(self):
        async def main():
            loop = asyncio.get_running_loop()
            self.go.set()
            self.assertEqual(await loop.run_in_executor(self.pool, divmod, 17, 5), (3, 2))
            with self.assertRaises(LookupError):
                await loop.run_in_executor(self.pool, fail)
            # More than there is room for: the loop waits in `submit`, and the workers go on.
            calls = [loop.run_in_executor(self.pool, abs, -n) for n in range(100)]
            self.assertEqual(await asyncio.gather(*calls), list(range(100)))

        self.run_it(main)

    def test_who_is_cancelled_there_is_cancelled_here(self):
        async def main():
            wrapped = asyncio.wrap_future(self.pending)
            wrapped.cancel()
            await asyncio.sleep(0)
            while not self.pending.done():
                await asyncio.sleep(0.001)
            self.assertTrue(self.pending.cancelled())
            # And the other way round.
            pending = self.pool.submit(int)
            wrapped = asyncio.wrap_future(pending)
            pending.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await wrapped
            # A time-out cancels, too.
            pending = self.pool.submit(int)
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.wrap_future(pending), 0.01)
            self.assertTrue(pending.cancelled())

        self.run_it(main)

    def test_a_loop_that_has_closed_before_harms_nobody(self):
        async def main():
            asyncio.wrap_future(self.pending)

        self.run_it(main)
        self.go.set()
        self.pool.shutdown()

    def test_it_is_no_default_executor(self):
        # Python wants its own class there, since 3.11.
        async def main():
            asyncio.get_running_loop().set_default_executor(self.pool)

        if sys.version_info >= (3, 11):
            self.assertRaises(TypeError, self.run_it, main)


if __name__ == "__main__":
    # A hang says where it is, and ends.
    faulthandler.dump_traceback_later(100, exit=True)
    unittest.main()
