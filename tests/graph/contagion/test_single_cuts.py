"""What each arc alone spares a cascade, against playing each on the whole network."""

from dataclasses import replace

import numpy as np
import pytest

from service.graph.contagion import single_cuts as module
from service.graph.contagion.loss_network import LossNetwork, loss_network
from service.graph.contagion.single_cuts import single_cuts
from service.graph.contagion.threshold_cascade import threshold_cascade
from tests.graph.contagion.loss_worlds import random_world

SEEDS = range(20)


def failing(network: LossNetwork, equity: np.ndarray, failed: list[int], part: float) -> set[int]:
    cascade = threshold_cascade(network, equity, failed, part)
    return {int(node) for step in cascade.rounds for node in step.nodes}


@pytest.mark.parametrize("seed", SEEDS)
def test_each_spares_what_it_does_in_the_whole_network(seed: int) -> None:
    world, draw = random_world(seed), np.random.default_rng(seed)
    network = loss_network(world.n, *world.columns())
    arcs = np.arange(len(network.amount))
    taken = np.floor(network.amount * draw.integers(1, 3, len(arcs)) / 2)
    worth = draw.integers(0, 9, world.n).astype(float)
    failed = np.unique(draw.integers(0, world.n, 2)).tolist()
    part = float(draw.choice([0.5, 1.0]))
    found = single_cuts(network, (arcs, taken), world.equity, failed, worth, part)
    every = failing(network, world.equity, failed, part)
    for arc in arcs.tolist():
        amount = network.amount.copy()
        amount[arc] -= taken[arc]
        fewer = replace(network, amount=amount)
        spared = every - failing(fewer, world.equity, failed, part)
        assert found.spared[arc] == len(spared)
        assert found.worth[arc] == worth[sorted(spared)].sum()
    assert found.tried.all()


def test_a_search_that_is_cut_short_says_what_it_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CASCADES", 1)
    network = loss_network(4, [0, 0, 1], [1, 2, 3], [5.0, 6.0, 1.0])
    equity = np.array([1.0, 5.0, 5.0, 9.0])
    found = single_cuts(network, ([0, 1, 2], [5.0, 6.0, 1.0]), equity, [0], np.ones(4))
    # 1 > 3 spares nobody, as 3 stands all the same: that is known without trying.
    assert found.tried.tolist() == [False, True, True]
    assert found.spared.tolist() == [0, 1, 0]
