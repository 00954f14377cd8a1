import numpy as np
import pytest

from service.graph.temporal.arcs import timed_arcs
from service.graph.temporal.temporal_paths import Starts, temporal_paths

Payment = tuple[int, int, int, int]


def starts_of(*told: tuple[int, int, int, int, int, int, int, list[int]]) -> Starts:
    node, home, at, until, amount, least, gone, ends = zip(*told, strict=True)
    return Starts(
        node=np.array(node),
        home=np.array(home),
        at=np.array(at),
        until=np.array(until),
        amount=np.array(amount),
        least=np.array(least),
        gone=np.array(gone),
        first_end=np.cumsum([0, *map(len, ends)]),
        end=np.array([e for each in ends for e in sorted(each)], np.int64),
    )


def by_hand(
    payments: list[Payment], start: tuple[int, int, int, int, int, int, int, list[int]]
) -> int:
    """The most that any trail of three payments carries; 0 where there is none."""
    node, home, at, until, amount, least, gone, ends = start
    best = amount if gone and node in ends else 0

    def go_on(path: list[int], after: int, carried: int, taken: int) -> None:
        nonlocal best
        if taken == 3:
            return
        for a, b, when, much in payments:
            if a != path[-1] or not after < when <= until or much < least:
                continue
            if b in ends or (b == home and taken + 1 >= 2):
                best = max(best, min(carried, much))
            elif b != home and b not in path:
                go_on([*path, b], when, min(carried, much), taken + 1)

    if not best:
        go_on([node], at, amount, gone)
    return best


@pytest.mark.parametrize("seed", range(80))
def test_the_trail_that_carries_most_is_found(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, m = int(random.integers(2, 8)), int(random.integers(0, 30))
    ends = [(int(a), int(b)) for a, b in random.integers(0, n, (m, 2)) if a != b]
    payments = [(a, b, int(random.integers(0, 20)), int(random.integers(1, 10))) for a, b in ends]
    told = []
    for _ in range(4):
        home = int(random.integers(0, n))
        gone = int(random.integers(0, 2))
        node = home if not gone else int((home + 1 + random.integers(0, n - 1)) % n)
        others = [int(e) for e in random.integers(0, n, 2) if e != home]
        told.append((node, home, 3, 15, 8, 2, gone, sorted(set(others))))
    columns = [list(column) for column in zip(*payments, strict=True)] or [[], [], [], []]
    arcs = timed_arcs(n, *columns)
    found = temporal_paths(arcs, starts_of(*told), 3, 100)
    carried = np.zeros(4, np.int64)
    carried[found.start] = found.carried
    assert carried.tolist() == [by_hand(payments, start) for start in told]
    for i, start in enumerate(found.start.tolist()):
        along = found.arc[found.begin[i] : found.begin[i + 1]]
        assert (np.diff(arcs.at[along]) > 0).all()
        assert min([told[start][4], *arcs.amount[along]]) == found.carried[i]


def test_of_equal_trails_the_shorter_counts() -> None:
    arcs = timed_arcs(4, [0, 1, 1, 2], [1, 2, 3, 3], [1, 2, 4, 3], [5, 5, 5, 5])
    found = temporal_paths(arcs, starts_of((0, 0, 0, 9, 5, 1, 0, [3])), 3, 100)
    assert arcs.target[found.arc].tolist() == [1, 3]


def test_a_hub_is_capped_and_said_so() -> None:
    arcs = timed_arcs(12, [0] * 11, list(range(1, 12)), list(range(11)), [5] * 11)
    found = temporal_paths(arcs, starts_of((0, 0, -1, 99, 5, 1, 0, [11])), 3, 10)
    assert (found.start.size, np.flatnonzero(found.capped).tolist()) == (0, [0])
