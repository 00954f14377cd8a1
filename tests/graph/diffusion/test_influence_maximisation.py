import math
import os

import numpy as np
import pytest
from numpy.typing import ArrayLike

from service.graph.diffusion.exact_seeds import exact_seeds, spread_of_each_set
from service.graph.diffusion.independent_cascade import IndependentCascade, independent_cascade
from service.graph.diffusion.influence_maximisation import (
    InfluenceSeeds,
    influence_maximisation,
    sampled_seeds,
)
from tests.graph.diffusion.spread_by_worlds import Chances, best_by_worlds, columns, random_cascade

LIMITS = 50_000_000, 200_000_000


def network_of(n: int, chances: Chances) -> IndependentCascade:
    return independent_cascade(n, *columns(chances))


def by_sampling(network: IndependentCascade, k: int, seed: int = 0) -> InfluenceSeeds:
    """Seeds of anybody by sampling, however small the network."""
    return sampled_seeds(network, k, np.arange(network.n), 0.1, 0.001, seed, *LIMITS)


def seeds_of(
    network: IndependentCascade,
    k: int,
    candidates: ArrayLike,
    epsilon: float = 0.1,
    limits: tuple[int, int] = LIMITS,
) -> InfluenceSeeds:
    """The seeds with the limits that most tests do not care about."""
    return influence_maximisation(network, k, candidates, epsilon, 0.001, 0, *limits)


def true_spread(n: int, chances: Chances, seeds: list[int]) -> float:
    missed = np.ones((n, n))
    for u, v, p in chances:
        if u != v:
            missed[u, v] *= 1 - p
    return float(spread_of_each_set(1 - missed)[sum(1 << u for u in seeds)])


@pytest.mark.parametrize("seed", range(12))
def test_sampled_seeds_are_within_their_bound_of_exhaustive_search(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, k = int(random.integers(4, 13)), int(random.integers(1, 4))
    chances = random_cascade(seed, n, int(random.integers(n, 4 * n)))
    network = network_of(n, chances)
    most = exact_seeds(network, k, np.arange(n))[1].sum()
    found = by_sampling(network, k, seed)
    reached = true_spread(n, chances, found.seeds.tolist())
    assert found.method == "ris"
    assert found.bound >= 1 - 1 / math.e - 0.1
    assert reached >= found.bound * most
    assert found.at_least <= reached + 1e-9
    assert found.optimum_at_most >= most - 1e-9
    # So many sets leave hardly anything to chance: far better than what is proved.
    assert reached >= 0.95 * most
    assert found.spread == pytest.approx(reached, rel=0.02)
    assert found.gain.sum() == pytest.approx(found.spread)
    for i in range(k):
        first = true_spread(n, chances, found.seeds[: i + 1].tolist())
        assert found.gain[: i + 1].sum() == pytest.approx(first, rel=0.03)


@pytest.mark.parametrize("seed", range(6))
def test_a_network_of_up_to_twelve_is_searched_exhaustively(seed: int) -> None:
    chances = random_cascade(seed, 8, 9)
    candidates = [0, 2, 3, 5, 7]
    best, most = best_by_worlds(8, chances, 2, candidates)
    found = seeds_of(network_of(8, chances), 2, candidates[::-1])
    assert (found.method, found.bound) == ("exact", 1.0)
    assert sorted(found.seeds.tolist()) == [*best]
    assert found.spread == found.at_least == found.optimum_at_most
    assert found.spread == pytest.approx(most, abs=1e-9)


def test_thirteen_with_ties_are_sampled_and_any_number_without_are_not() -> None:
    ring = [(u, (u + 1) % 13, 0.5) for u in range(13)]
    assert seeds_of(network_of(13, ring), 2, range(13)).method == "ris"
    assert seeds_of(network_of(5000, ring[:11]), 2, range(5000)).method == "exact"


def test_what_is_certain_is_told_without_error() -> None:
    """Those without ties are not sampled, so that a thousand of them do not blur the rest."""
    star = [(0, v, 1.0) for v in range(1, 30)]
    found = seeds_of(network_of(2000, star), 3, range(2000))
    assert found.seeds.tolist() == [0, 30, 31]
    assert found.gain.tolist() == [30.0, 1.0, 1.0]


def test_only_candidates_are_chosen_and_others_pass_influence_on() -> None:
    # 0 reaches 1 who reaches everybody, and neither 1 nor the many others may be chosen.
    chain = [(0, 1, 0.5), *((1, v, 1.0) for v in range(2, 40))]
    found = seeds_of(network_of(41, chain), 1, [40, 0])
    assert found.seeds.tolist() == [0]
    assert found.spread == pytest.approx(1 + 0.5 * 39, rel=0.02)


def test_whoever_chooses_all_candidates_has_the_best() -> None:
    ring = [(u, (u + 1) % 20, 0.5) for u in range(20)]
    found = seeds_of(network_of(20, ring), 3, [3, 9, 15])
    assert sorted(found.seeds.tolist()) == [3, 9, 15]
    assert (found.method, found.bound) == ("ris", 1.0)


def test_seeds_are_the_same_whatever_the_order_of_arcs_and_the_number_of_cores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source, target, chance = map(np.array, columns(random_cascade(1, 200, 900)))
    shuffle = np.random.default_rng(2).permutation(900)
    told = []
    for cores, order in ((1, np.arange(900)), (3, shuffle)):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        network = independent_cascade(200, source[order], target[order], chance[order])
        found = seeds_of(network, 5, np.arange(200)[:: 1 if cores == 1 else -1])
        told.append((found.seeds.tobytes(), found.gain.tobytes(), found.bound, found.sets))
    assert told[0] == told[1]


def test_a_smaller_epsilon_proves_more() -> None:
    network = network_of(3000, random_cascade(4, 3000, 3000))
    loose = seeds_of(network, 40, range(3000), epsilon=0.5)
    tight = seeds_of(network, 40, range(3000), epsilon=0.01)
    assert tight.sets >= loose.sets
    assert tight.bound >= 1 - 1 / math.e - 0.01


@pytest.mark.parametrize("limits", [(20_000, 10**9), (10**9, 20_000)])
def test_a_search_that_ends_early_says_what_it_could_prove(limits: tuple[int, int]) -> None:
    chances = random_cascade(6, 2000, 6000)
    full = seeds_of(network_of(2000, chances), 10, range(2000))
    cut = seeds_of(network_of(2000, chances), 10, range(2000), 0.01, limits)
    assert cut.sets < full.sets
    assert 0 < cut.bound < full.bound
    assert cut.bound == pytest.approx(cut.at_least / cut.optimum_at_most)
    assert cut.at_least <= cut.spread <= cut.optimum_at_most


@pytest.mark.parametrize("k", [0, 4])
def test_as_many_seeds_as_there_are_candidates_can_be_wanted_and_no_more(k: int) -> None:
    with pytest.raises(ValueError, match=f"{k} seeds among 3 candidates"):
        seeds_of(network_of(5, [(0, 1, 0.5)]), k, [0, 1, 4])
