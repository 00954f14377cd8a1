from itertools import combinations

import numpy as np
import pytest

from service.graph.arrays import Floats, Ints
from service.graph.diffusion.greedy_cover import greedy_cover
from service.graph.diffusion.reverse_reachable_sets import ReverseReachableSets


def drawn(seed: int, n: int, count: int) -> tuple[list[set[int]], Floats, float]:
    """Sets, each node's own worth, and what a set is worth; all in quarters, so sums are exact."""
    random = np.random.default_rng(seed)
    sets = [
        set(random.choice(n, random.integers(2, 5), replace=False).tolist()) for _ in range(count)
    ]
    return sets, random.integers(0, 5, n) / 4, 0.25


def as_arrays(sets: list[set[int]]) -> ReverseReachableSets:
    starts = np.cumsum([0, *map(len, sets)])
    nodes = np.array([node for each in sets for node in sorted(each)], np.int32)
    return ReverseReachableSets(starts, nodes, 0)


def worth(sets: list[set[int]], own: Floats, each: float, seeds: list[int]) -> float:
    met = sum(1 for members in sets if members & {*seeds})
    return each * met + float(own[seeds].sum())


@pytest.mark.parametrize("seed", range(12))
def test_seeds_are_chosen_one_by_one_as_plain_greed_would(seed: int) -> None:
    sets, own, each = drawn(seed, 30, 80)
    candidates = [node for node in range(30) if node % 5]
    chosen: list[int] = []
    for _ in range(9):
        rest = [node for node in candidates if node not in chosen]
        chosen.append(max(rest, key=lambda u: (worth(sets, own, each, [*chosen, u]), -u)))
    found = greedy_cover(as_arrays(sets), own, each, 9, np.array(candidates))
    assert found.seeds.tolist() == chosen
    assert found.worth == worth(sets, own, each, chosen)


@pytest.mark.parametrize("seed", range(12))
def test_no_choice_is_worth_more_than_is_said(seed: int) -> None:
    sets, own, each = drawn(seed, 9, 25)
    candidates: Ints = np.array([0, 1, 3, 4, 5, 6, 8])
    for k in range(1, 8):
        found = greedy_cover(as_arrays(sets), own, each, k, candidates)
        most = max(
            worth(sets, own, each, [*seeds]) for seeds in combinations(candidates.tolist(), k)
        )
        assert found.worth <= most <= found.at_most + 1e-12
        assert found.at_most <= found.worth / (1 - (1 - 1 / k) ** k) + 1e-12
        if k in (1, candidates.size):
            assert found.worth == found.at_most == most


def test_many_seeds_are_looked_at_on_the_way_to_them() -> None:
    sets, own, each = drawn(5, 400, 3000)
    found = greedy_cover(as_arrays(sets), own, each, 200, np.arange(400))
    assert len({*found.seeds.tolist()}) == 200
    assert found.worth <= found.at_most < 1.3 * found.worth
