"""What `multiprocessing.Pool` costs, for the example `cost`: a name and a number a line."""

import multiprocessing
import sys
import time


def nothing(x):
    return x


def spin(n):
    total = 0
    for i in range(n):
        total += i
    return total


def best(run, times=3):
    def once():
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return min(once() for _ in range(times))


def main():
    workers = int(sys.argv[1])
    with multiprocessing.Pool(workers) as pool:
        pool.map(nothing, range(100))
        alone = best(lambda: [pool.apply(nothing, (n,)) for n in range(500)]) / 500
        chunk1 = best(lambda: pool.map(nothing, range(5000), chunksize=1)) / 5000
        chunk64 = best(lambda: pool.map(nothing, range(20000), chunksize=64)) / 20000
        data = bytes(1 << 20)
        mib = best(lambda: [pool.apply(nothing, (data,)) for _ in range(10)]) / 10
    print("alone", alone * 1e6)
    print("chunk1", chunk1 * 1e6)
    print("chunk64", chunk64 * 1e6)
    print("mib", (mib - alone) * 1e6)


if __name__ == "__main__":
    main()
