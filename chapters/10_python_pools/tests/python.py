# What Python's ThreadPool answers; tests/python.rs compares. One line a question.
from multiprocessing.pool import Pool, ThreadPool

sizes = []
get_tasks = Pool._get_tasks


def watched(func, it, size):
    sizes.append(size)
    return get_tasks(func, it, size)


Pool._get_tasks = staticmethod(watched)


def show(name, values):
    print(name, *values)


for processes in [1, 2, 3, 4]:
    with ThreadPool(processes) as pool:
        for n in [1, 2, 7, 16, 17, 100, 1000]:
            sizes.clear()
            show("map", pool.map(lambda n: n * n, range(n)))
            # A chunk of one is cut by another function, and leaves no size.
            show("chunk", [sizes[0] if sizes else 1])
        show("map_async", pool.map_async(lambda n: n + 1, range(9), 2).get())
        show("starmap", pool.starmap(lambda a, b: a * b, [(1, 2), (3, 4), (5, 6)]))
        show("imap", pool.imap(lambda n: n * 3, range(9), 2))
        show("imap_unordered", sorted(pool.imap_unordered(lambda n: n * 3, range(9))))
        show("apply", [pool.apply(lambda: 7)])
        try:
            pool.map(lambda n: 1 // (n % 3), [1, 2, 4, 3, 6])
        except ZeroDivisionError:
            show("first_error", [3])
