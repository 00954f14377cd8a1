from itertools import combinations, pairwise, permutations

import numpy as np
import pytest

from service.graph.temporal.intervals import one_after_another
from service.graph.temporal.temporal_cycles import amounts_along, temporal_cycles

Payment = tuple[int, int, int, int]

#: The limits that most tests do not care about.
USUAL = {"longest": 6, "most_arcs": 200}


def columns(
    payments: list[Payment],
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Payers, payees, instants, amounts."""
    payer, payee, at, amount = zip(*payments, strict=True) if payments else ((), (), (), ())
    return list(payer), list(payee), list(at), list(amount)


def found(
    n: int, payments: list[Payment], window: int = 30, tolerance: float = 0.2, **caps: int
) -> set[tuple[int, ...]]:
    circles = temporal_cycles(n, *columns(payments), window, tolerance, **USUAL | caps)
    parts = np.split(circles.row, circles.start[1:-1])
    told = [tuple(part.tolist()) for part in parts if part.size]
    assert len(told) == len(set(told))
    return set(told)


def by_hand(
    payments: list[Payment], window: int, tolerance: float, longest: int = 6
) -> set[tuple[int, ...]]:
    """Every sequence of payments that makes a circle."""
    circles = set()

    def go_on(path: list[int]) -> None:
        first, last = payments[path[0]], payments[path[-1]]
        nodes = [payments[k][0] for k in path]
        for k, (a, b, at, _) in enumerate(payments):
            if a != last[1] or at <= last[2] or at > first[2] + window or a == b:
                continue
            amounts = [payments[i][3] for i in [*path, k]]
            if max(amounts) - min(amounts) > tolerance * max(amounts) + 1e-9:
                continue
            if b == nodes[0] and len(path) + 1 >= 3:
                circles.add((*path, k))
            elif b not in [*nodes, last[1]] and len(path) + 1 < longest:
                go_on([*path, k])

    for k, (a, b, *_) in enumerate(payments):
        if a != b:
            go_on([k])
    return circles


@pytest.mark.parametrize("seed", range(80))
def test_circles_are_those_found_by_hand(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, m = int(random.integers(3, 9)), int(random.integers(3, 36))
    payments = [
        (int(a), int(b), int(at), int(amount))
        for a, b, at, amount in zip(
            *random.integers(0, n, (2, m)),
            random.integers(0, 40, m),
            random.choice([80, 90, 100, 120, 125], m),
            strict=True,
        )
    ]
    longest = int(random.integers(3, 7))
    assert found(n, payments, longest=longest) == by_hand(payments, 30, 0.2, longest)


CIRCLE: list[Payment] = [(0, 1, 1, 10000), (1, 2, 2, 9000), (2, 0, 31, 8000)]


def test_a_circle_is_told_by_its_payments_in_order() -> None:
    for order in permutations(range(3)):
        rows = found(3, [CIRCLE[i] for i in order])
        assert rows == {tuple(order.index(i) for i in range(3))}


@pytest.mark.parametrize(
    "changed",
    [
        (2, 0, 32, 8000),
        (2, 0, 31, 7999),
        (2, 0, 2, 8000),
        (2, 1, 3, 8000),
    ],
    ids=["too late", "too little", "at the same instant", "back to another"],
)
def test_what_is_off_closes_no_circle(changed: Payment) -> None:
    assert found(3, [*CIRCLE[:2], changed]) == set()


def test_two_make_no_circle_and_seven_are_too_many() -> None:
    assert found(2, [(0, 1, 1, 1), (1, 0, 2, 1)]) == set()
    for size in (6, 7):
        ring = [(i, (i + 1) % size, i, 1) for i in range(size)]
        assert len(found(size, ring)) == (size == 6)


def test_a_hub_is_capped_and_said_so_and_the_way_back_is_found_all_the_same() -> None:
    others = [(1, 3 + i, 2, 10000) for i in range(50)]
    back = [(3 + i, 1, 3, 10000) for i in range(50)]
    payments = [(0, 1, 1, 10000), *others, *back, (1, 2, 5, 10000), (2, 0, 6, 10000)]
    capped = temporal_cycles(53, *columns(payments), 30, 0.2, **USUAL | dict(most_arcs=10))
    assert capped.start.size == 1
    assert np.flatnonzero(capped.capped).tolist() == [1]
    closing = [(0, 1, 1, 10000), (1, 2, 2, 10000), *((2, 3 + i, 3, 10000) for i in range(50))]
    closing += [(3 + i, 2, 4, 10000) for i in range(50)]
    assert (0, 1, len(closing)) in found(53, [*closing, (2, 0, 9, 10000)], most_arcs=10)


def test_payments_that_lead_nowhere_use_up_no_cap() -> None:
    """Those who get money and pay nobody back in time do not hide who does."""
    away = [(1, 3 + i, 2, 10000) for i in range(50)]
    late = [(3 + i, 0, 40, 10000) for i in range(50)]
    payments = [(0, 1, 1, 10000), *away, *late, (1, 2, 5, 10000), (2, 0, 6, 10000)]
    circles = temporal_cycles(53, *columns(payments), 30, 0.2, **USUAL | dict(most_arcs=1))
    assert circles.row.tolist() == [0, len(payments) - 2, len(payments) - 1]
    assert not circles.capped.any()


def test_a_search_that_is_cut_says_so() -> None:
    cut = temporal_cycles(3, *columns(CIRCLE), 30, 0.2, **USUAL | dict(max_steps=0))
    # From the other two on, nothing comes back in time.
    assert (cut.start.size, cut.cut) == (1, 1)
    deep = [*CIRCLE[:2], *((2, 3 + i, 3, 9000) for i in range(9)), (2, 0, 9, 9000)]
    deep += [(3 + i, 2, 4, 9000) for i in range(9)]
    assert temporal_cycles(12, *columns(deep), 30, 0.2, **USUAL | dict(max_steps=5)).cut == 1
    many = [*CIRCLE[:2], *((2, 0, 3 + i, 9000) for i in range(9))]
    few = temporal_cycles(3, *columns(many), 30, 0.2, **USUAL | dict(most_circles=4))
    assert (few.start.size - 1, few.cut) == (4, 1)
    all_of_them = temporal_cycles(3, *columns(many), 30, 0.2, **USUAL | dict(most_circles=9))
    assert (all_of_them.start.size - 1, all_of_them.cut) == (9, 0)


def test_what_comes_back_is_the_smallest_payment() -> None:
    circles = temporal_cycles(3, *columns(CIRCLE), 30, 0.2, **USUAL)
    assert amounts_along(circles, np.array(columns(CIRCLE)[3])).tolist() == [8000]
    nothing = temporal_cycles(3, [], [], [], [], 30, 0.2, **USUAL)
    assert amounts_along(nothing, np.zeros(0, np.int64)).size == 0


@pytest.mark.parametrize("seed", range(40))
def test_spans_that_follow_each_other_are_counted_as_by_hand(seed: int) -> None:
    random = np.random.default_rng(seed)
    first = random.integers(0, 12, 8)
    last = first + random.integers(1, 5, 8)
    group = random.integers(0, 2, 8)

    def most(spans: list[tuple[int, int]]) -> int:
        return max(
            (
                size
                for size in range(len(spans) + 1)
                for some in combinations(sorted(spans), size)
                if all(a[1] < b[0] for a, b in pairwise(some))
            ),
            default=0,
        )

    spans = list(zip(group.tolist(), first.tolist(), last.tolist(), strict=True))
    expected = [most([span[1:] for span in spans if span[0] == which]) for which in range(3)]
    assert one_after_another(3, group, first, last).tolist() == expected
