import numpy as np
import pytest

from service.graph.tables.portions import billionths
from service.graph.temporal.arcs import TimedArcs, timed_arcs
from service.graph.temporal.backward_reachability import (
    NEVER,
    find_backward_reach,
    forget_backward_reach,
    may_come_back,
    no_backward_reach,
)

LAYERS = 4
Payment = tuple[int, int, int, int]


def turned(n: int, payments: list[Payment]) -> TimedArcs:
    payer, payee, at, amount = map(list, zip(*payments, strict=True))
    return timed_arcs(n, payee, payer, at, amount)


def latest_by_hand(
    payments: list[Payment], origin: int, node: int, arcs: int, after: int, until: int
) -> int:
    """The latest of the instants at which a way of at most so many payments leaves a node."""
    found = NEVER
    for payer, payee, at, amount in payments:
        if payer != node or node == origin or not after < at <= until or not 80 <= amount <= 125:
            continue
        if payee == origin or (
            arcs > 1 and latest_by_hand(payments, origin, payee, arcs - 1, at, until) != NEVER
        ):
            found = max(found, at)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_how_late_one_may_leave_is_as_by_hand(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, m = int(random.integers(2, 8)), int(random.integers(1, 30))
    payments = [
        (int(a), int(b), int(at), int(amount))
        for a, b, at, amount in zip(
            *random.integers(0, n, (2, m)),
            random.integers(0, 20, m),
            random.choice([70, 80, 100, 125, 126], m),
            strict=True,
        )
    ]
    back, ways = turned(n, payments), no_backward_reach(n, LAYERS)
    for origin in range(n):
        layers = find_backward_reach(back, ways, origin, 3, 15, 100, billionths(0.2), 1000)
        assert layers == LAYERS
        for node in set(range(n)) - {origin}:
            latest = [
                latest_by_hand(payments, origin, node, h, 3, 15) for h in range(1, LAYERS + 1)
            ]
            assert ways.latest[node, 1:].tolist() == latest
        with_a_way = set(ways.node[: ways.found[0]].tolist())
        assert with_a_way == set(np.flatnonzero(ways.latest[:, LAYERS] != NEVER).tolist())
        forget_backward_reach(ways, origin)
        assert (ways.latest == NEVER).all()


def test_a_layer_that_costs_too_much_rules_nobody_out() -> None:
    payments = [(1, 0, 5, 100), (2, 1, 4, 100), (3, 1, 4, 100), (4, 0, 6, 1)]
    ways = no_backward_reach(5, 4)
    layers = find_backward_reach(turned(5, payments), ways, 0, 0, 9, 100, billionths(0.2), 3)
    assert layers == 1
    assert may_come_back(ways, layers, 1, 1, 4)
    assert not may_come_back(ways, layers, 1, 1, 5)
    assert not may_come_back(ways, layers, 4, 1, 0)
    assert may_come_back(ways, layers, 4, 2, 0)
