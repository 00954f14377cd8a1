import numpy as np
import pytest

from service.graph.contagion.loss_network import loss_network
from service.graph.contagion.threshold_cascade import threshold_cascade
from tests.graph.contagion.loss_worlds import World, cascaded, random_world

SEEDS = range(60)
# B, C, D, E lose by A, and by each other; A is 0.
DOMAIN = World(
    5,
    [(0, 1, 60), (0, 2, 20), (1, 2, 40), (2, 3, 30), (3, 4, 10)],
    np.array([10.0, 50, 55, 40, 5]),
)


def test_the_failure_of_one_brings_down_two_and_stops() -> None:
    network = loss_network(DOMAIN.n, *DOMAIN.columns())
    cascade = threshold_cascade(network, DOMAIN.equity, [0])
    assert [each.nodes.tolist() for each in cascade.rounds] == [[0], [1], [2]]
    assert [each.value.tolist() for each in cascade.rounds] == [[0], [60], [60]]
    assert cascade.loss.tolist() == [0, 60, 60, 30, 0]


@pytest.mark.parametrize("seed", SEEDS)
def test_rounds_and_losses_are_those_of_the_rule(seed: int) -> None:
    world = random_world(seed)
    random = np.random.default_rng(seed)
    failed = random.integers(0, world.n, 2)
    part = float(random.choice([0.3, 0.5, 1.0]))
    network = loss_network(world.n, *world.columns())
    found = threshold_cascade(network, world.equity, failed, part)
    rounds, loss = cascaded(world, set(failed.tolist()), part)
    assert [each.nodes.tolist() for each in found.rounds] == rounds
    assert found.loss == pytest.approx(loss)


@pytest.mark.parametrize("seed", SEEDS)
def test_more_to_lose_never_means_less_lost(seed: int) -> None:
    world = random_world(seed)
    random = np.random.default_rng(seed)
    source, target, amount = world.columns()
    more = [a + float(random.integers(0, 5)) for a in amount] + [7.0]
    ends = random.integers(0, world.n, 2).tolist()
    fewer = loss_network(world.n, source, target, amount)
    richer = loss_network(world.n, [*source, ends[0]], [*target, ends[1]], more)
    before = threshold_cascade(fewer, world.equity, [0])
    after = threshold_cascade(richer, world.equity, [0])
    assert (after.loss >= before.loss - 1e-9).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_an_arc_that_no_failure_passes_through_may_go(seed: int) -> None:
    world = random_world(seed)
    network = loss_network(world.n, *world.columns())
    cascade = threshold_cascade(network, world.equity, [0])
    down = {node for each in cascade.rounds for node in each.nodes.tolist()}
    used = [arc for arc in world.arcs if arc[0] in down]
    kept = World(world.n, used, world.equity)
    again = threshold_cascade(loss_network(kept.n, *kept.columns()), world.equity, [0])
    assert [each.nodes.tolist() for each in again.rounds] == [
        each.nodes.tolist() for each in cascade.rounds
    ]
    assert again.loss == pytest.approx(cascade.loss)


def test_equality_fails_however_the_sum_is_rounded() -> None:
    network = loss_network(4, [0, 1, 2], [3, 3, 3], [0.1, 0.2, 0.7])
    cascade = threshold_cascade(network, [0, 0, 0, 1.0], [0, 1, 2])
    assert [each.nodes.tolist() for each in cascade.rounds] == [[0, 1, 2], [3]]


def test_no_more_rounds_are_played_than_asked_for() -> None:
    network = loss_network(4, [0, 1, 2], [1, 2, 3], [1, 1, 1])
    for most in range(4):
        cascade = threshold_cascade(network, np.ones(4), [0], 1.0, most)
        assert len(cascade.rounds) == most + 1


def test_what_makes_no_sense_is_refused() -> None:
    network = loss_network(2, [0], [1], [1])
    with pytest.raises(ValueError, match="loss_given_default"):
        threshold_cascade(network, [1, 1], [0], 1.5)
    with pytest.raises(ValueError, match="equity"):
        threshold_cascade(network, [1, 1, 1], [0])
    for failed in ([2], [0.7]):
        with pytest.raises(ValueError, match="node ids"):
            threshold_cascade(network, [1, 1], failed)
