"""Details made a block at a time: array work for hundreds of holdings, memory for one block."""

from collections.abc import Callable

from service.tagging.declaration import Detail

CHUNK = 512


def chunked_details(
    count: int, make: Callable[[int, int], list[Detail]]
) -> Callable[[int], Detail]:
    """A `Holdings.detail` over `make(first, last)`, which gives the details from first to last.

    Holdings are told in order, so the block that was made last serves the next hundreds of calls.
    """
    made: dict[int, list[Detail]] = {}

    def detail(i: int) -> Detail:
        first = i - i % CHUNK
        if first not in made:
            made.clear()
            made[first] = make(first, min(first + CHUNK, count))
        return made[first][i - first]

    return detail
