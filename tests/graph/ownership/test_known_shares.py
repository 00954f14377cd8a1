"""What is known of an entity's owners is what its known owners have of it through all paths."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.ownership.integrated_ownership import network, owners_of
from service.graph.ownership.known_shares import known_shares

Rows = list[tuple[int, int, float]]


def known(n: int, rows: Rows, *ends: int) -> list[float]:
    owner, owned, share = zip(*rows, strict=True) if rows else ((), (), ())
    is_known = np.isin(np.arange(n), ends)
    found: list[float] = known_shares(network(n, owner, owned, share), is_known).tolist()
    return [round(part, 12) for part in found]


def test_cross_holdings_lead_to_whoever_holds_the_rest() -> None:
    """0 owns .8 of 1 and .9 of 2, which own .1 and .2 of each other: nothing is left for others."""
    rows = [(0, 1, 0.9), (2, 1, 0.1), (0, 2, 0.8), (1, 2, 0.2)]
    assert known(3, rows, 0) == [1.0, 1.0, 1.0]
    # Only .8 of 1 and nothing of 2, of which 1 owns .6: 40/47 and 24/47.
    part = known(3, [(0, 1, 0.8), (2, 1, 0.1), (1, 2, 0.6)], 0)
    assert part == pytest.approx([1.0, 40 / 47, 24 / 47])


def test_more_than_a_whole_of_one_does_not_hide_what_is_unknown_of_another() -> None:
    """1 has .8 + .7 and counts as one whole; of 3, which owns the other half of 2, nobody knows."""
    rows = [(0, 1, 0.8), (4, 1, 0.7), (1, 2, 0.5), (3, 2, 0.5)]
    assert known(5, rows, 0, 4) == [1.0, 1.0, 0.5, 0.0, 1.0]


def test_more_than_a_whole_inside_a_loop_is_a_whole() -> None:
    """1 and 2 own a tenth of each other, and 0 owns 1.2 of 1: 1 is whole, 2 a tenth of that."""
    rows = [(0, 1, 1.2), (1, 2, 0.1), (2, 1, 0.1)]
    assert known(3, rows, 0) == [1.0, 1.0, 0.1]


def test_a_closed_loop_leads_to_nobody() -> None:
    assert known(4, [(1, 2, 1.0), (2, 1, 1.0), (1, 3, 0.5), (0, 3, 0.5)], 0) == [1, 0, 0, 0.5]


def test_nothing_is_known_where_nothing_is_recorded() -> None:
    assert known(2, []) == [0.0, 0.0]


@given(st.integers(0, 10_000))
def test_where_no_shares_exceed_a_whole_it_is_the_sum_over_the_known_owners(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = int(random.integers(2, 12))
    share = np.triu(random.random((n, n)), -2) * (random.random((n, n)) < 0.5)
    np.fill_diagonal(share, 0)
    share /= np.maximum(share.sum(0), 1)[None, :] * random.choice([1.0, 1.2])
    is_known = random.random(n) < 0.4
    share[:, is_known] = 0
    owner, owned = np.nonzero(share)
    net = network(n, owner, owned, share[owner, owned])
    found = known_shares(net, is_known)
    for u in np.flatnonzero(~is_known):
        assert found[u] == pytest.approx(owners_of(net, int(u))[is_known].sum(), abs=1e-9)
