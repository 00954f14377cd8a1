"""Work shared out to all cores by kernels that let go of the interpreter's lock."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

import numpy as np

Outcome = TypeVar("Outcome")

#: Each part has working memory of its own: on a large machine that would add up.
THREADS = 8


def on_all_threads(
    work: Callable[[int, int], Outcome], first: int, last: int, least: int = 1
) -> list[Outcome]:
    """Do the work on a range in even parts, `work(a, b)` from a up to b: what each came to.

    One part a core, at most CORES, and no part smaller than `least`; in the order of the range.
    Each looks as the caller would whether it is still wanted.
    """
    parts = max(1, min(os.cpu_count() or 1, THREADS, (last - first) // max(least, 1)))
    bounds = np.linspace(first, last, parts + 1).astype(np.int64).tolist()
    if parts == 1:
        return [work(first, last)]
    with ThreadPoolExecutor(parts) as pool:
        asking = [copy_context() for _ in range(parts)]
        return list(pool.map(lambda c, a, b: c.run(work, a, b), asking, bounds[:-1], bounds[1:]))
