import numpy as np
import pytest

from service.graph.contagion.debtrank import debtrank, debtrank_differential, debtrank_impact
from service.graph.contagion.debtrank_all_single import debtrank_all_single
from service.graph.contagion.loss_network import loss_network
from tests.graph.contagion.loss_worlds import distressed, distressed_by_growth, random_world

SEEDS = range(60)


def test_a_failure_and_a_shock_spread_as_in_the_examples() -> None:
    network, equal = loss_network(2, [0], [1], [50]), np.ones(2)
    for shock, expected, impact in ([1.0, 0.0], [1.0, 0.5], 0.25), ([0.4, 0.0], [0.4, 0.2], 0.10):
        spread = debtrank(network, [100, 100], shock)
        assert spread.distress == pytest.approx(expected)
        assert debtrank_impact(spread.distress, np.array(shock), equal) == pytest.approx(impact)


def test_a_loop_is_gone_round_once_or_to_the_limit() -> None:
    network, shock = loss_network(2, [0, 1], [1, 0], [50, 50]), np.array([0.4, 0.0])
    once = debtrank(network, [100, 100], shock)
    assert once.distress == pytest.approx([0.5, 0.2])
    assert debtrank_impact(once.distress, shock, np.ones(2)) == pytest.approx(0.15)
    limit = debtrank_differential(network, [100, 100], shock)
    assert limit.distress == pytest.approx([0.533333, 0.266667], abs=1e-6)
    assert debtrank_impact(limit.distress, shock, np.ones(2)) == pytest.approx(0.20)
    assert limit.converged


@pytest.mark.parametrize("seed", SEEDS)
def test_distress_is_that_of_the_papers(seed: int) -> None:
    world = random_world(seed)
    random = np.random.default_rng(seed)
    shock = np.where(random.random(world.n) < 0.4, random.random(world.n), 0.0)
    part = float(random.choice([0.3, 1.0]))
    network = loss_network(world.n, *world.columns())
    once = debtrank(network, world.equity, shock, part)
    limit = debtrank_differential(network, world.equity, shock, part, 100_000)
    assert once.distress == pytest.approx(distressed(world, shock, part))
    assert limit.distress == pytest.approx(distressed_by_growth(world, shock, part), abs=1e-6)
    assert ((once.distress >= 0) & (once.distress <= 1)).all()
    assert ((limit.distress >= 0) & (limit.distress <= 1)).all()
    assert (once.distress <= limit.distress + 1e-9).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_round_that_names_a_node_tells_its_distress(seed: int) -> None:
    world = random_world(seed)
    shock = np.zeros(world.n)
    shock[0] = 1.0
    network = loss_network(world.n, *world.columns())
    spread = debtrank(network, world.equity, shock)
    told = np.zeros(world.n)
    for each in spread.rounds:
        assert (np.diff(each.nodes) > 0).all()
        told[each.nodes] = each.value
    assert told.tolist() == spread.distress.tolist()


def test_rounds_beyond_those_kept_are_played_all_the_same() -> None:
    network = loss_network(2, [0, 1], [1, 0], [90, 90])
    long = debtrank_differential(network, [100, 100], [0.1, 0.0])
    short = debtrank_differential(network, [100, 100], [0.1, 0.0], rounds_kept=3)
    assert len(short.rounds) == 3 < len(long.rounds) == 20
    assert short.distress == pytest.approx(long.distress, abs=1e-7)
    assert short.converged
    assert long.converged
    assert long.iterations > 20


def test_rounds_end_where_they_are_told_to() -> None:
    network = loss_network(3, [0, 1], [1, 2], [1, 1])
    spread = debtrank(network, [1, 1, 1], [1, 0, 0], max_rounds=1)
    assert (spread.distress.tolist(), spread.converged) == ([1, 1, 0], False)
    assert debtrank(network, [1, 1, 1], [1, 0, 0], max_rounds=9).converged


@pytest.mark.parametrize("seed", SEEDS)
def test_the_failure_of_each_is_that_of_debtrank(seed: int) -> None:
    world = random_world(seed)
    network = loss_network(world.n, *world.columns())
    value = np.random.default_rng(seed).integers(0, 9, world.n).astype(float)
    value[0] += 1
    stake = value[::-1].copy()
    each = debtrank_all_single(network, world.equity, value, stake, max_steps=10**9)
    worst, by = np.zeros(world.n), np.full(world.n, -1)
    for source in range(world.n):
        shock = np.zeros(world.n)
        shock[source] = 1.0
        distress = debtrank(network, world.equity, shock).distress
        assert each.impact[source] == pytest.approx(debtrank_impact(distress, shock, value))
        assert each.lost[source] == pytest.approx((distress * stake).sum())
        assert each.reached[source] == ((distress > 0) & (shock == 0)).sum()
        distress[source] = 0
        by[distress > worst] = source
        worst = np.maximum(worst, distress)
    assert each.worst == pytest.approx(worst)
    assert each.by.tolist() == by.tolist()
    assert not each.bounded.any()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_search_that_is_cut_short_tells_no_more_than_there_is(seed: int) -> None:
    world = random_world(seed)
    network = loss_network(world.n, *world.columns())
    alike = np.ones(world.n)
    full = debtrank_all_single(network, world.equity, alike, alike, max_steps=10**9)
    cut = debtrank_all_single(network, world.equity, alike, alike, max_steps=3 * world.n)
    assert (cut.impact <= full.impact + 1e-12).all()
    same = ~cut.bounded
    assert cut.impact[same].tolist() == full.impact[same].tolist()
    assert (cut.worst <= full.worst + 1e-12).all()


def test_what_makes_no_sense_is_refused() -> None:
    network = loss_network(2, [0], [1], [1])
    for shock in ([1.5, 0], [-0.1, 0], [np.nan, 0], [1]):
        with pytest.raises(ValueError, match=r"shock|weight"):
            debtrank(network, [1, 1], shock)
