import itertools
import math
import random
from collections.abc import Sequence

import numpy as np
import pytest

from service.graph.contagion import minimum_cut as module
from service.graph.contagion.minimum_cut import Cut, minimum_cut

Arc = Sequence[int]


def cut(
    n: int,
    arcs: Sequence[Arc],
    cost: Sequence[float],
    equity: Sequence[float],
    failed: Sequence[int],
    protected: Sequence[int],
) -> Cut:
    columns = np.array(arcs, np.int64).reshape(-1, 3).T
    return minimum_cut(
        n=n,
        arcs=(columns[0], columns[1], columns[2].astype(float)),
        cost=np.array(cost, float),
        equity=np.array(equity, float),
        failed=np.array(failed, np.int64),
        protected=np.array(protected, np.int64),
    )


def fails(n: int, arcs: Sequence[Arc], equity: Sequence[float], failed: Sequence[int]) -> set[int]:
    """Who fails, straight from the rule."""
    down = set(failed)
    for _ in range(n):
        loss = [sum(a for one, other, a in arcs if other == v and one in down) for v in range(n)]
        down |= {v for v in range(n) if loss[v] > 0 and loss[v] >= equity[v]}
    return down


def cheapest(
    n: int,
    arcs: Sequence[Arc],
    cost: Sequence[float],
    equity: Sequence[float],
    failed: Sequence[int],
    protected: Sequence[int],
) -> float:
    """The least cost over all choices; infinite where none is enough."""
    removable = [k for k in range(len(arcs)) if math.isfinite(cost[k])]
    best = math.inf
    for size in range(len(removable) + 1):
        for choice in itertools.combinations(removable, size):
            kept = [arc for k, arc in enumerate(arcs) if k not in choice]
            if not fails(n, kept, equity, failed) & set(protected):
                best = min(best, sum(cost[k] for k in choice))
    return best


@pytest.mark.parametrize("seed", range(150))
def test_no_choice_is_cheaper(seed: int) -> None:
    draw = random.Random(seed)
    n, m = draw.randrange(3, 7), draw.randrange(1, 11)
    arcs = [[*draw.sample(range(n), 2), draw.randrange(0, 6)] for _ in range(m)]
    cost = [math.inf if draw.random() < 0.2 else draw.choice([1, 2, 5]) for _ in arcs]
    equity = [draw.randrange(-1, 8) for _ in range(n)]
    failed, protected = [0], draw.sample(range(1, n), draw.randrange(1, 3))
    found = cut(n, arcs, cost, equity, failed, protected)
    expected = cheapest(n, arcs, cost, equity, failed, protected)
    if math.isinf(expected):
        assert len(found.lost), f"seed {seed}"
        return
    assert found.cost == expected, f"seed {seed}"
    assert found.exact
    assert found.bound == expected
    kept = [arc for k, arc in enumerate(arcs) if k not in found.arcs.tolist()]
    assert not fails(n, kept, equity, failed) & set(protected)


def test_a_way_that_two_share_is_cut_once() -> None:
    # 0 > 1 > {2, 3, 4}: one arc saves all three.
    arcs = [(0, 1, 1), (1, 2, 1), (1, 3, 1), (1, 4, 1)]
    found = cut(5, arcs, [1, 1, 1, 1], [1] * 5, [0], [2, 3, 4])
    assert (found.arcs.tolist(), found.cost, found.exact) == ([0], 1, True)
    dear = cut(5, arcs, [4, 1, 1, 1], [1] * 5, [0], [2, 3, 4])
    assert (dear.arcs.tolist(), dear.cost, dear.exact) == ([1, 2, 3], 3, True)


def test_what_would_not_fail_needs_no_cut() -> None:
    found = cut(3, [(0, 1, 1), (1, 2, 1)], [1, 1], [1, 5, 1], [0], [2])
    assert (found.arcs.tolist(), found.cost, found.bound, found.exact) == ([], 0, 0, True)
    assert cut(2, [], [], [1, 1], [0], [1]).exact


def test_those_whom_nothing_saves_are_named() -> None:
    arcs = [(0, 1, 1), (0, 2, 1), (1, 2, 1), (0, 3, 1)]
    found = cut(4, arcs, [math.inf, 1, math.inf, 1], [1] * 4, [0], [0, 1, 2, 3])
    assert (found.lost.tolist(), found.arcs.tolist(), found.exact) == ([0, 1, 2], [], False)


def test_a_cut_is_the_same_whatever_the_order_of_arcs() -> None:
    draw = random.Random(3)
    arcs = [(a, b, draw.randrange(1, 9)) for a in range(8) for b in range(8) if a != b]
    cost = [draw.randrange(1, 4) for _ in arcs]
    equity = [draw.randrange(1, 9) for _ in range(8)]
    first = cut(8, arcs, cost, equity, [0, 1], [6, 7])
    order = list(range(len(arcs)))
    for _ in range(5):
        draw.shuffle(order)
        again = cut(8, [arcs[k] for k in order], [cost[k] for k in order], equity, [0, 1], [6, 7])
        assert (again.cost, again.bound, again.exact) == (first.cost, first.bound, first.exact)


@pytest.mark.parametrize("cascades", [1, 2, 3, 5, 9, 17, 33])
def test_a_search_that_is_cut_short_still_saves_and_never_claims_too_much(
    monkeypatch: pytest.MonkeyPatch, cascades: int
) -> None:
    draw = random.Random(9)
    n = 30
    arcs = [[*draw.sample(range(n), 2), draw.randrange(1, 9)] for _ in range(200)]
    cost = [float(draw.randrange(1, 9)) for _ in arcs]
    equity = [float(draw.randrange(1, 20)) for _ in range(n)]
    failed, protected = [0, 1, 2], [25, 26, 27, 28, 29]
    whole = cut(n, arcs, cost, equity, failed, protected)
    assert whole.exact
    monkeypatch.setattr(module, "CASCADES", cascades)
    found = cut(n, arcs, cost, equity, failed, protected)
    kept = [arc for k, arc in enumerate(arcs) if k not in found.arcs.tolist()]
    assert not fails(n, kept, equity, failed) & set(protected)
    assert found.bound <= whole.cost <= found.cost
    assert not found.exact or found.cost == whole.cost


@pytest.mark.parametrize("cost", [[0.0], [-1.0], [math.nan], [1.0, 1.0]])
def test_costs_must_be_above_nothing(cost: Sequence[float]) -> None:
    with pytest.raises(ValueError, match="costs above 0"):
        cut(2, [(0, 1, 1)], cost, [1, 1], [0], [1])
