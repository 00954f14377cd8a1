"""Making the next item while this one is being used."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def prefetched(items: Iterable[Item]) -> Iterator[Item]:
    """The items in their order, the next being made in a thread while one is used.

    Memory is that of two items. What making an item raises is raised where it would be used.
    """
    iterator = iter(items)
    with ThreadPoolExecutor(1) as making:
        ahead = making.submit(next, iterator, None)
        while (item := ahead.result()) is not None:
            ahead = making.submit(next, iterator, None)
            yield item
