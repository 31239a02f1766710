"""What a process can do to the extension: end, fork, have more than one interpreter or
other modules of the same name. Started by
../tests/behaviour/extension.rs.

Each test is a program of its own, which must end well, and say what is expected.
"""

import multiprocessing
import os
import subprocess
import sys
import unittest

import library

extension = library.load()

HERE = os.path.dirname(os.path.abspath(__file__))
START = "import os, sys, time, threading, gc, library; extension = library.load()\n"

# An object that goes at the very end, and takes its time: threads run on meanwhile.
LATE = """
class Late:
    def __del__(self, sleep=time.sleep):
        sleep(0.3)
sys.late = Late()
"""


def checksums(data):
    return extension.checksum_holding(data), extension.checksum_releasing(data)


class TheProcess(unittest.TestCase):
    def check(self, program, expected):
        ended = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-c", START + program], cwd=HERE, timeout=60,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        self.assertEqual((ended.returncode, ended.stdout), (0, expected), ended.stderr)

    def test_its_end_waits_for_pools_that_nobody_has_closed(self):
        self.check(
            "pool = extension.Pool(2, 8)\n"
            "task = lambda: time.sleep(0.05) or os.write(1, b'ran\\n')\n"
            "futures = [pool.submit(task) for _ in range(4)]\n",
            "ran\n" * 4,
        )

    def test_its_end_waits_for_a_pool_that_went_in_its_own_task(self):
        # Nobody joins that pool's workers, which want the GIL to the end.
        self.check(
            f"{LATE}\n"
            "pools = [extension.Pool(2, 8)]\n"
            "go, gone = threading.Event(), threading.Event()\n"
            "def last():\n    go.wait()\n    pools.clear()\n    gone.set()\n    time.sleep(0.1)\n"
            "for task in [last, go.wait]:\n    pools[0].submit(task)\n"
            "for _ in range(4):\n"
            "    pools[0].submit(lambda: time.sleep(0.05) or os.write(1, b'ran\\n'))\n"
            "go.set()\n"
            "gone.wait()\n",
            "ran\n" * 4,
        )

    def test_at_its_end_there_are_no_new_pools(self):
        # `atexit` calls the last first: this one after the extension's own.
        program = (
            "import atexit, os\n"
            "def late():\n"
            "    try:\n"
            "        extension.Pool(1, 1)\n"
            "    except RuntimeError as error:\n"
            "        os.write(1, str(error).encode())\n"
            "atexit.register(late)\n"
        )
        ended = subprocess.run(
            [sys.executable, "-c", program + START], cwd=HERE, timeout=60,
            stdout=subprocess.PIPE, text=True,
        )
        self.assertEqual((ended.returncode, ended.stdout), (0, "the interpreter is about to end"))

    def test_its_end_and_daemon_threads_that_want_the_gil(self):
        for forever in [
            "while True: extension.sleep_releasing(5)",
            "extension.Pool(2, 2).map(abs, iter(int, 1))",
            "while True: extension.Pool(1, 1).submit(int).result(1)",
        ]:
            with self.subTest(forever):
                self.check(
                    f"{LATE}\n"
                    "sys.stderr = None\n"  # a refused pool at the end is no news
                    f"def forever():\n    {forever}\n"
                    "for _ in range(4):\n"
                    "    threading.Thread(target=forever, daemon=True).start()\n"
                    "time.sleep(0.05)\n",
                    "",
                )

    @unittest.skipUnless(hasattr(os, "fork"), "there is no fork")
    def test_a_pool_stays_in_the_process_that_made_it(self):
        for child in [
            "pass",  # the interpreter's end
            "del pool, future; gc.collect()",
            "ours = extension.Pool(2, 2); assert ours.map(abs, [-1] * 9) == [1] * 9",
            "for use in [pool.shutdown, future.result, future.done, future.cancel,\n"
            "            lambda: pool.submit(int), lambda: pool.map(abs, [1])]:\n"
            "        try: use()\n"
            "        except RuntimeError: pass\n"
            "        else: sys.exit('no error')",
        ]:
            with self.subTest(child):
                self.check(
                    "import warnings; warnings.simplefilter('ignore')\n"
                    "pool = extension.Pool(2, 2)\n"
                    "future = pool.submit(time.sleep, 0.2)\n"
                    "child = os.fork()\n"
                    f"if child == 0:\n    {child}\n"
                    "else:\n"
                    "    future.result()\n"
                    "    print(os.waitpid(child, 0)[1], pool.map(abs, [-1]))\n",
                    "0 [1]\n",
                )

    @unittest.skipUnless(hasattr(os, "fork"), "there is no fork")
    def test_a_task_that_forks_leaves_the_other_tasks_to_the_parent(self):
        # The child's one thread is the worker, with all the tasks in its memory.
        self.check(
            "import warnings; warnings.simplefilter('ignore')\n"
            "import signal\n"
            "parent, go, (here, there) = os.getpid(), threading.Event(), os.pipe()\n"
            "def say(n):\n"
            "    os.write(1, b'%d in the %s\\n' % (n, b'parent' if os.getpid() == parent else b'CHILD'))\n"
            "def fork():\n"
            "    child = os.fork()\n"
            "    if child == 0: os.set_blocking(there, False)\n"
            "    return child\n"
            "class Gone:\n"  # the child drops the last task: it has come to all of them
            "    def __del__(self): os.getpid() == parent or os.write(there, b'x')\n"
            "    def __call__(self): pass\n"
            "pool = extension.Pool(1, 8)\n"
            "pool.submit(go.wait)\n"
            "child = pool.submit(fork)\n"
            "for n in range(3): pool.submit(say, n)\n"
            "pool.submit(Gone())\n"
            "go.set()\n"
            "child = child.result()\n"
            "os.read(here, 1)\n"
            "os.kill(child, signal.SIGKILL)\n"
            "os.waitpid(child, 0)\n",
            "0 in the parent\n1 in the parent\n2 in the parent\n",
        )

    def test_a_second_interpreter_cannot_have_it(self):
        # Its own name is private, and has changed.
        self.check(
            "try: import _interpreters as interpreters\n"
            "except ImportError: import _xxsubinterpreters as interpreters\n"
            "second = interpreters.create()\n"
            "interpreters.run_string(second, '''\n"
            "import os, sys\n"
            "sys.path.insert(0, os.environ[\"EXTENSION_FOLDER\"])\n"
            "try: import extension\n"
            "except ImportError: os.write(1, b\"refused\")\n"
            "''')\n",
            "refused",
        )

    def test_a_recursion_without_end_is_an_exception(self):
        # In a task, too: its thread needs as large a stack as Python's own threads have.
        for recursion in [
            "f = lambda n: f(n + 1)",
            "f = lambda n: sorted([n], key=lambda _: f(n + 1))",
            "f = lambda n: pool.submit(f, n + 1).result()",
        ]:
            with self.subTest(recursion):
                self.check(
                    f"{recursion}\n"
                    "with extension.Pool(1, 1) as pool:\n"
                    "    try: pool.submit(f, 0).result()\n"
                    "    except RecursionError: print('ended')\n",
                    "ended\n",
                )

    def test_its_classes_may_go(self):
        for go in [
            "del extension.Future; gc.collect()",
            "del extension.Future, extension, sys.modules['extension']; gc.collect()",
            "del sys.modules['extension']; import extension; gc.collect()",
        ]:
            with self.subTest(go):
                self.check(
                    f"pool = extension.Pool(1, 1)\n{go}\n"
                    "for _ in range(9):\n"
                    "    assert pool.submit(int).result() == 0\n"
                    "    gc.collect()\n"
                    "print(type(pool.submit(int)).__name__)\n",
                    "Future\n",
                )

    def test_the_processes_of_multiprocessing_find_it(self):
        expected = [checksums(bytes([n])) for n in range(9)]
        for method in multiprocessing.get_all_start_methods():
            with self.subTest(method), multiprocessing.get_context(method).Pool(2) as pool:
                self.assertEqual(pool.map(checksums, [bytes([n]) for n in range(9)]), expected)


if __name__ == "__main__":
    unittest.main()
