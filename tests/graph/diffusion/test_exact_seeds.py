import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.graph.diffusion.exact_seeds import exact_seeds, spread_of_each_set
from service.graph.diffusion.independent_cascade import IndependentCascade, independent_cascade
from tests.graph.diffusion.spread_by_worlds import (
    Chances,
    best_by_worlds,
    cascades,
    columns,
    random_cascade,
    spread_by_worlds,
)


def network_of(n: int, chances: Chances) -> IndependentCascade:
    return independent_cascade(n, *columns(chances))


@pytest.mark.slow
@settings(max_examples=60)
@given(cascades())
def test_the_spread_of_every_set_is_that_over_all_worlds(graph: tuple[int, Chances]) -> None:
    n, chances = graph
    # A matrix has one chance for each pair: those of parallel arcs are put together before.
    missed = np.ones((n, n))
    for u, v, p in chances:
        missed[u, v] *= 1 - p
    spread = spread_of_each_set(1 - missed)
    for members in range(1 << n):
        seeds = [u for u in range(n) if members >> u & 1]
        expected = spread_by_worlds(n, chances, seeds)
        assert spread[members] == pytest.approx(expected, abs=1e-12)


@settings(max_examples=60)
@given(cascades(), st.data())
def test_the_seeds_are_the_first_of_the_best_of_all_sets(
    graph: tuple[int, Chances], data: st.DataObject
) -> None:
    n, chances = graph
    everybody = st.lists(st.integers(0, n - 1), min_size=1, unique=True)
    candidates = sorted(data.draw(everybody))
    k = data.draw(st.integers(1, len(candidates)))
    best, most = best_by_worlds(n, chances, k, candidates)
    seeds, gain = exact_seeds(network_of(n, chances), k, np.array(candidates))
    assert sorted(seeds.tolist()) == [*best]
    assert gain.sum() == pytest.approx(most, abs=1e-9)
    for i in range(k):
        reached = spread_by_worlds(n, chances, seeds[: i + 1])
        assert gain[: i + 1].sum() == pytest.approx(reached, abs=1e-9)


def test_each_seed_adds_no_more_than_those_before_it() -> None:
    for number in range(20):
        chances = random_cascade(number, 10, 30)
        _, gain = exact_seeds(network_of(10, chances), 6, np.arange(10))
        assert (np.diff(gain) <= 1e-9).all()


def test_twelve_nodes_that_are_all_tied_to_each_other_are_no_hindrance() -> None:
    chances = [(u, v, 0.1) for u in range(12) for v in range(12) if u != v]
    seeds, gain = exact_seeds(network_of(12, chances), 3, np.arange(12))
    assert seeds.tolist() == [0, 1, 2]
    assert gain[0] > gain[1] > gain[2] > 0


def test_who_is_alone_is_chosen_before_who_is_reached_anyhow() -> None:
    # 3 reaches 4 for certain; 0 and 5 have no ties; 4 would add nothing.
    seeds, gain = exact_seeds(independent_cascade(6, [3], [4], [1.0]), 3, np.array([0, 3, 4, 5]))
    assert (seeds.tolist(), gain.tolist()) == ([3, 0, 5], [2.0, 1.0, 1.0])
    seeds, gain = exact_seeds(independent_cascade(6, [3], [4], [1.0]), 2, np.array([3, 4]))
    assert (seeds.tolist(), gain.tolist()) == ([3, 4], [2.0, 0.0])


def test_without_ties_the_first_are_chosen_however_many_there_are() -> None:
    seeds, gain = exact_seeds(independent_cascade(100_000, [], [], []), 500, np.arange(7, 100_000))
    assert seeds.tolist() == [*range(7, 507)]
    assert gain.tolist() == [1.0] * 500


def test_the_best_two_need_not_hold_the_best_one() -> None:
    # 2 reaches half of each side; 0 and 1 all of theirs.
    ties = [(0, 3), (0, 4), (0, 5), (1, 6), (1, 7), (1, 8), (2, 3), (2, 4), (2, 6), (2, 7)]
    network = network_of(9, [(u, v, 1.0) for u, v in ties])
    assert exact_seeds(network, 1, np.arange(9))[0].tolist() == [2]
    seeds, gain = exact_seeds(network, 2, np.arange(9))
    assert (seeds.tolist(), gain.tolist()) == ([0, 1], [4.0, 4.0])
