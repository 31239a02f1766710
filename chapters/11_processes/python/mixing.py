"""Threads and `fork` do not mix: the child has the parent's locks as they were, and none of
the threads that would give them back. `spawn` starts afresh."""

import multiprocessing
import threading
import warnings

LOCK = threading.Lock()


def task(_):
    if not LOCK.acquire(timeout=1):
        return "waits for a thread that is not there"
    LOCK.release()
    return "has the lock"


def main():
    warnings.simplefilter("ignore", DeprecationWarning)  # 3.12 and later warn of it
    held, done = threading.Event(), threading.Event()

    def hold():
        with LOCK:
            held.set()
            done.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    for method in multiprocessing.get_all_start_methods():
        if method != "forkserver":
            with multiprocessing.get_context(method).Pool(1) as pool:
                print(f"{method}: the worker {pool.map(task, [0])[0]}")
    done.set()
    thread.join()


if __name__ == "__main__":
    main()
