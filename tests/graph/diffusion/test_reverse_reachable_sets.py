import os

import numpy as np
import pytest

from service.graph.diffusion import reverse_reachable_sets as module
from service.graph.diffusion.independent_cascade import independent_cascade
from service.graph.diffusion.reverse_reachable_sets import (
    first_met,
    reverse_reachable_sets,
    roots_of,
)
from service.graph.looks import looking
from tests.graph.diffusion.spread_by_worlds import columns, random_cascade, spread_by_worlds

SETS = 40_000


@pytest.mark.parametrize("seed", range(4))
def test_how_often_sets_are_met_tells_the_spread(seed: int) -> None:
    chances = random_cascade(seed, 7, 9)
    network = independent_cascade(7, *columns(chances))
    roots = roots_of(network)
    sets = reverse_reachable_sets(network, roots, seed, SETS)
    members = [
        set(sets.nodes[a:b].tolist())
        for a, b in zip(sets.starts[:-1].tolist(), sets.starts[1:].tolist(), strict=True)
    ]
    assert min(map(len, members)) >= 2
    for seeds in ({0}, {1, 4}, {2, 3, 6}):
        met = sum(1 for each in members if each & seeds)
        spread = roots.weight * met / SETS + sum(1 - network.entered[u] for u in seeds)
        error = 5 * roots.weight * 0.5 / SETS**0.5
        assert spread == pytest.approx(spread_by_worlds(7, chances, seeds), abs=error)


def test_sets_are_the_same_on_any_number_of_cores_and_however_they_were_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = independent_cascade(300, *columns(random_cascade(8, 300, 1500)))
    roots = roots_of(network)
    rank = np.full(300, 2, np.int32)
    rank[[5, 9]] = 0, 1
    drawn, met = [], []
    for cores in (1, 2, 5):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        begun = reverse_reachable_sets(network, roots, 3, 70 * cores)
        sets = reverse_reachable_sets(network, roots, 3, 1000, begun)
        drawn.append((sets.starts.tobytes(), sets.nodes.tobytes(), sets.steps))
        met.append(first_met(network, roots, 3, 0, 1000, rank, 2).tolist())
    assert len(set(drawn)) == 1
    assert met[0] == met[1] == met[2]
    assert reverse_reachable_sets(network, roots, 4, 1000).nodes.tobytes() != drawn[0][1]


def test_sets_are_the_same_in_pieces_between_which_it_is_looked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = independent_cascade(300, *columns(random_cascade(8, 300, 1500)))
    roots = roots_of(network)
    rank = np.full(300, 2, np.int32)
    rank[[5, 9]] = 0, 1
    looks: list[int] = []
    told = []
    for most in (1, 700, 10**9):
        monkeypatch.setattr(module, "_AT_ONCE", most)
        looks.append(0)

        def count() -> None:
            looks[-1] += 1

        with looking(count):
            sets = reverse_reachable_sets(network, roots, 3, 400)
            met = first_met(network, roots, 3, 0, 400, rank, 2)
        told.append((sets.starts.tobytes(), sets.nodes.tobytes(), sets.steps, met.tolist()))
    assert told[0] == told[1] == told[2]
    assert looks[0] >= 400
    assert looks[0] > looks[1] > looks[2] > 0


def test_a_set_counts_for_the_lowest_rank_in_it() -> None:
    network = independent_cascade(40, *columns(random_cascade(2, 40, 120)))
    roots = roots_of(network)
    rank = np.full(40, 3, np.int32)
    rank[[30, 7, 12]] = 0, 1, 2
    sets = reverse_reachable_sets(network, roots, 1, 500)
    expected = [0, 0, 0, 0]
    for a, b in zip(sets.starts[:-1].tolist(), sets.starts[1:].tolist(), strict=True):
        expected[rank[sets.nodes[a:b]].min()] += 1
    assert min(expected) > 0
    assert first_met(network, roots, 1, 0, 500, rank, 3).tolist() == expected[:3]


def test_an_arc_that_is_sure_is_in_every_set_that_it_could_be_in() -> None:
    network = independent_cascade(3, [0, 1], [1, 2], [1.0, 1.0])
    roots = roots_of(network)
    assert roots.weight == 2
    sets = reverse_reachable_sets(network, roots, 0, 200)
    found = {
        tuple(sorted(sets.nodes[a:b].tolist()))
        for a, b in zip(sets.starts[:-1].tolist(), sets.starts[1:].tolist(), strict=True)
    }
    assert found == {(0, 1), (0, 1, 2)}
