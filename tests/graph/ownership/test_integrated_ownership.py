from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from service.graph.ownership.integrated_ownership import (
    closed_loops,
    network,
    owned_by,
    owners_of,
    qualified,
)

Holdings = list[tuple[int, int, float]]
Matrix = NDArray[np.float64]

LOOP: Holdings = [(0, 1, 0.8), (1, 2, 0.6), (2, 1, 0.1)]
PYRAMID: Holdings = [
    (0, 1, 0.75),
    (0, 2, 0.80),
    (0, 3, 0.30),
    (0, 4, 0.35),
    (1, 4, 0.25),
    (4, 5, 0.25),
    (2, 5, 0.35),
    (3, 2, 0.07),
]
THIRDS: Holdings = [(0, 3, 1 / 3), (1, 3, 1 / 3), (2, 3, 1 / 3), (3, 4, 1.0), (4, 5, 0.8)]


def columns(holdings: Holdings) -> tuple[list[int], list[int], list[float]]:
    return [a for a, _, _ in holdings], [b for _, b, _ in holdings], [s for *_, s in holdings]


def direct(n: int, holdings: Holdings) -> Matrix:
    """D: parallel holdings added up, those in oneself left out."""
    shares = np.zeros((n, n))
    for owner, owned, share in holdings:
        if owner != owned:
            shares[owner, owned] += share
    return shares


def without_closed(n: int, holdings: Holdings) -> tuple[Matrix, list[int]]:
    """D without what is inside closed loops, and the loop of each node, by definition."""
    shares = direct(n, holdings)
    loop = [-1] * n
    digraph: nx.DiGraph[int] = nx.DiGraph(shares > 0)
    for component in nx.strongly_connected_components(digraph):
        nodes = sorted(component)
        inner = shares[np.ix_(nodes, nodes)]
        if max(abs(np.linalg.eigvals(inner))) > 1 - 1e-7:
            shares[np.ix_(nodes, nodes)] = 0
            for node in nodes:
                loop[node] = nodes[0]
    return shares, loop


def integrated(shares: Matrix) -> Matrix:
    answer: Matrix = shares @ np.linalg.inv(np.eye(len(shares)) - shares)
    return answer


def pairs(
    n: int, holdings: Holdings, threshold: float, **more: object
) -> dict[tuple[int, ...], float]:
    everybody = np.ones(n, bool)
    given = {"is_owner": everybody, "threshold": threshold, "inclusive": True, **more}
    found = qualified(n, *columns(holdings), **given)  # type: ignore[arg-type]
    assert (found.short == 0).all()
    assert found.undecided.size == 0
    keys = list(zip(found.owner.tolist(), found.owned.tolist(), strict=True))
    assert keys == sorted(keys)
    return {tuple(k): y for k, y in zip(keys, found.integrated.tolist(), strict=True)}


@st.composite
def worlds(draw: st.DrawFn, most: float) -> tuple[int, Holdings]:
    """Entities of each of which at most so much is held, loops and parallel rows among them."""
    n = draw(st.integers(1, 8))
    holdings: Holdings = []
    for owned in range(n):
        owners = draw(st.lists(st.integers(0, n - 1), max_size=5))
        parts = draw(st.lists(st.integers(1, 9), min_size=len(owners), max_size=len(owners)))
        total = draw(st.sampled_from([0.3, 0.9, 0.999, 1.0, most])) / max(sum(parts), 1)
        for owner, part in zip(owners, parts, strict=True):
            holdings.append((owner, owned, part * total))
    return n, holdings


@pytest.mark.parametrize(
    ("n", "holdings", "expected"),
    [
        (3, LOOP, {1: 40 / 47, 2: 24 / 47}),
        (6, PYRAMID, {1: 0.75, 2: 0.821, 3: 0.30, 4: 0.5375, 5: 0.421725}),
        (6, THIRDS, {3: 1 / 3, 4: 1 / 3, 5: 0.8 / 3}),
    ],
)
def test_the_worked_examples_come_out(
    n: int, holdings: Holdings, expected: dict[int, float]
) -> None:
    world = network(n, *columns(holdings))
    assert {i: y for i, y in enumerate(owned_by(world, 0)) if y} == pytest.approx(expected)
    for owned, share in expected.items():
        assert owners_of(world, owned)[0] == pytest.approx(share)
    found = pairs(n, holdings, 0.25, is_owner=np.arange(n) == 0)
    assert found == pytest.approx({(0, owned): share for owned, share in expected.items()})


@given(worlds(most=1.0), st.sampled_from([0.1, 0.25, 0.5]), st.lists(st.booleans(), min_size=8))
@example((3, LOOP), 0.25, [True] * 8)
def test_everything_is_as_the_dense_inverse_says(
    world: tuple[int, Holdings], threshold: float, owners: list[bool]
) -> None:
    n, holdings = world
    shares, loop = without_closed(n, holdings)
    expected = integrated(shares)
    net = network(n, *columns(holdings))
    assert closed_loops(net).tolist() == loop
    for node in range(n):
        assert owned_by(net, node) == pytest.approx(expected[node], abs=1e-9)
        assert owners_of(net, node) == pytest.approx(expected[:, node], abs=1e-9)
    # What stands within rounding of the threshold may fall either way here.
    limit = threshold + 1e-6
    is_owner = np.array(owners[:n])
    found = pairs(n, holdings, limit, is_owner=is_owner)
    clear = {pair for pair, share in np.ndenumerate(expected) if share > limit + 1e-8}
    close = {pair for pair, share in np.ndenumerate(expected) if share > limit - 1e-8}
    assert {pair for pair in clear if is_owner[pair[0]]} <= set(found) <= close
    for pair, share in found.items():
        assert share == pytest.approx(expected[pair], abs=1e-9)


@given(worlds(most=2.5))
def test_shares_over_a_hundred_per_cent_are_followed_wherever_they_have_a_limit(
    world: tuple[int, Holdings],
) -> None:
    n, holdings = world
    shares, loop = without_closed(n, holdings)
    expected = integrated(shares)
    net = network(n, *columns(holdings))
    assert closed_loops(net).tolist() == loop
    scale = 1e-9 * max(1.0, float(np.abs(expected).max()))
    for node in range(n):
        assert owned_by(net, node) == pytest.approx(expected[node], abs=scale)
        assert owners_of(net, node) == pytest.approx(expected[:, node], abs=scale)
    found = pairs(n, holdings, 0.2500001)
    clear = {pair for pair, share in np.ndenumerate(expected) if share > 0.2500001 + scale}
    assert clear <= set(found)
    assert all(share == pytest.approx(expected[p], abs=scale) for p, share in found.items())


@pytest.mark.parametrize("seed", range(5))
def test_a_component_too_large_to_invert_is_solved_all_the_same(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, companies = 700, 400
    owned = np.tile(np.arange(companies), 4)
    owner = rng.integers(0, n, owned.size)
    holdings = list(zip(owner.tolist(), owned.tolist(), rng.uniform(0.1, 0.24, 1600), strict=True))
    expected = integrated(direct(n, holdings))
    net = network(n, *columns(holdings))
    assert np.bincount(net.component).max() > 200
    assert (net.closed == -1).all()
    for node in (0, 399, 699):
        assert owned_by(net, node) == pytest.approx(expected[node], abs=1e-11)
        assert owners_of(net, node) == pytest.approx(expected[:, node], abs=1e-11)
    everybody = np.ones(n, bool)
    found = qualified(n, *columns(holdings), everybody, 0.25, True, max_steps=10**9)
    assert [found.owner.tolist(), found.owned.tolist()] == np.argwhere(expected >= 0.25).T.tolist()
    assert found.integrated == pytest.approx(expected[expected >= 0.25], abs=1e-11)
    assert (found.short == 0).all()
    # Cut off early it tells lower bounds, and how far below the truth they may be.
    cut = qualified(n, *columns(holdings), everybody, 0.25, True, max_steps=300 * n)
    assert 0 < cut.owner.size <= found.owner.size
    truth = expected[cut.owner, cut.owned]
    assert (cut.short > 0).any()
    assert (cut.integrated <= truth + 1e-11).all()
    assert (truth <= cut.integrated + cut.short + 1e-11).all()
    pairs_cut = set(zip(cut.owner.tolist(), cut.owned.tolist(), strict=True))
    missing = {(a, b) for a, b in np.argwhere(expected >= 0.25).tolist() if (a, b) not in pairs_cut}
    assert {b for _, b in missing} <= set(cut.undecided.tolist())
    assert len(missing) + found.undecided.size < cut.undecided.size < companies


@pytest.mark.parametrize("size", [2, 3, 50, 400])
def test_a_loop_that_nothing_leaves_is_closed_and_its_owners_keep_what_they_hold(size: int) -> None:
    ring: Holdings = [(i, (i + 1) % size, 1.0) for i in range(size)]
    outside: Holdings = [(size, 0, 0.3), (1, size + 1, 0.5)]
    net = network(size + 2, *columns([*ring, *outside]))
    assert closed_loops(net).tolist() == [0] * size + [-1, -1]
    assert np.flatnonzero(owned_by(net, size)).tolist() == [0]
    assert owners_of(net, size + 1)[:size].sum() == pytest.approx(0.5)
    assert pairs(size + 2, [*ring, *outside], 0.25) == {(size, 0): 0.3, (1, size + 1): 0.5}


@pytest.mark.parametrize(("size", "leak"), [(2, 1e-4), (2, 1e-6), (50, 1e-4), (400, 0.02)])
def test_a_loop_that_leaks_a_little_is_not_closed(size: int, leak: float) -> None:
    ring: Holdings = [(i, (i + 1) % size, 1 - leak if i == 0 else 1.0) for i in range(size)]
    net = network(size + 1, *columns([*ring, (size, 1, leak)]))
    assert (closed_loops(net) == -1).all()
    assert owned_by(net, size)[:size] == pytest.approx(1.0, abs=1e-8)


def test_half_of_a_half_is_a_quarter_and_not_more() -> None:
    third = 1 / 3
    for chain in ([(0, 1, 0.5), (1, 2, 0.5)], [(0, 1, third), (0, 1, 2 * third), (1, 2, 0.25)]):
        assert (0, 2) in pairs(3, chain, 0.25)
        assert (0, 2) not in pairs(3, chain, 0.25, inclusive=False)
        assert (0, 2) in pairs(3, chain, 0.2499, inclusive=False)


def test_a_holding_in_oneself_does_not_count() -> None:
    with_own = [*LOOP, (1, 1, 0.5), (2, 2, 1.0)]
    assert owned_by(network(3, *columns(with_own)), 0).tolist() == (
        owned_by(network(3, *columns(LOOP)), 0).tolist()
    )
    assert (closed_loops(network(3, *columns(with_own))) == -1).all()


@given(worlds(most=1.5), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_change_a_byte(
    world: tuple[int, Holdings], random: Random
) -> None:
    n, holdings = world
    shuffled = list(holdings)
    random.shuffle(shuffled)
    everybody = np.ones(n, bool)
    straight = qualified(n, *columns(holdings), everybody, 0.2, True)
    turned = qualified(n, *columns(shuffled), everybody, 0.2, True)
    assert [c.tobytes() for c in straight] == [c.tobytes() for c in turned]


def test_without_holdings_nobody_owns_anything() -> None:
    none = qualified(3, [], [], [], np.ones(3, bool), 0.25, True)
    assert [column.size for column in none] == [0] * 5
    assert owned_by(network(3, [], [], []), 1).tolist() == [0.0, 0.0, 0.0]
    assert closed_loops(network(0, [], [], [])).size == 0


def test_a_negative_share_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        network(2, [0], [1], [-0.1])
