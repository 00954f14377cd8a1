import numpy as np
import pytest
from scipy.optimize import linprog

from service.graph.contagion import clearing as room
from service.graph.contagion.clearing import Clearing, clearing
from service.graph.contagion.loss_network import loss_network
from tests.graph.contagion.loss_worlds import World, merged, random_world

SEEDS = range(60)


def cash_of(world: World, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    return np.where(random.random(world.n) < 0.4, random.integers(0, 30, world.n), 0.0)


def debts_of(world: World) -> tuple[np.ndarray, np.ndarray]:
    """What each owes, and the part of it that goes to each other."""
    owed = np.zeros((world.n, world.n))
    for (a, b), amount in merged(world).items():
        owed[a, b] = amount
    total = owed.sum(axis=1)
    return total, np.divide(owed.T, total, out=np.zeros_like(owed), where=total > 0).T


def greatest(world: World, cash: np.ndarray) -> np.ndarray:
    """The greatest vector by linear programming: the largest sum of what is affordable."""
    total, part = debts_of(world)
    answer = linprog(
        -np.ones(world.n),
        A_ub=np.eye(world.n) - part.T,
        b_ub=cash,
        bounds=[(0, each) for each in total],
    )
    assert answer.x is not None
    return np.asarray(answer.x)


def test_each_pays_what_it_has_up_to_what_it_owes() -> None:
    found = clearing(loss_network(3, [0, 1], [1, 2], [100, 100]), [20, 90, 0])
    assert found.payment == pytest.approx([20, 100, 0])
    (first,) = found.rounds
    assert (first.nodes.tolist(), first.passed.tolist()) == ([0], [pytest.approx(0.8)])


def test_a_loop_of_debts_without_cash_is_paid_in_full() -> None:
    found = clearing(loss_network(2, [0, 1], [1, 0], [100, 100]), [0, 0])
    assert (found.payment.tolist(), found.rounds) == ([100, 100], [])


def agrees(found: Clearing, world: World, cash: np.ndarray) -> None:
    total, part = debts_of(world)
    received = part.T @ found.payment
    assert (found.payment <= total + 1e-9).all()
    assert (found.payment <= cash + received + 1e-6).all()
    # Who does not pay all it owes pays all it has.
    short = found.payment < total - 1e-6
    assert found.payment[short] == pytest.approx((cash + received)[short], abs=1e-6)
    assert found.payment == pytest.approx(greatest(world, cash), abs=1e-5)
    told = np.sort(np.concatenate([[], *(each.nodes for each in found.rounds)]))
    assert told.tolist() == np.flatnonzero(found.payment < total - 1e-7).tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_payments_are_the_greatest_that_everybody_can_make(seed: int) -> None:
    world = random_world(seed)
    cash = cash_of(world, seed)
    agrees(clearing(loss_network(world.n, *world.columns()), cash), world, cash)


@pytest.mark.parametrize("seed", SEEDS)
def test_sweeps_come_to_the_same_payments(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_SOLVED", 0)
    world = random_world(seed)
    cash = cash_of(world, seed)
    found = clearing(loss_network(world.n, *world.columns()), cash)
    assert found.gap == 0
    agrees(found, world, cash)


@pytest.mark.parametrize("seed", SEEDS)
def test_solving_comes_to_the_same_payments(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FEW_SWEEPS", 1)
    world = random_world(seed)
    cash = cash_of(world, seed)
    agrees(clearing(loss_network(world.n, *world.columns()), cash), world, cash)


def test_a_loop_that_money_hardly_leaves_is_solved() -> None:
    """Of what each of two gets, a hundred thousandth leaves: sweeps would take forever."""
    found = clearing(loss_network(3, [0, 1, 1], [1, 0, 2], [1e6, 1e6, 10]), [5, 0, 0])
    assert found.gap == 0
    assert found.payment == pytest.approx([500_005, 500_005, 0], rel=1e-8)


def test_a_huge_debt_elsewhere_does_not_blur_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_SOLVED", 0)
    for huge in (1, 1e13):
        network = loss_network(4, [0, 1, 1, 3], [1, 0, 2, 2], [100, 100, 50, huge])
        found = clearing(network, [20, 0, 0, huge])
        assert found.payment == pytest.approx([60, 60, 0, huge], rel=1e-9)


def test_sweeps_that_have_to_end_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_SOLVED", 0)
    network = loss_network(3, [0, 1, 1], [1, 0, 2], [1e6, 1e6, 10])
    found = clearing(network, [5, 0, 0])
    assert found.gap > 0
    assert found.payment[:2] == pytest.approx(found.payment[1], rel=1e-4)
    assert found.payment[1] > 500_005


def test_each_of_a_long_chain_defaults_a_round_after_its_debtor() -> None:
    """A round looks only at whom it reaches: with everybody in each this takes ten seconds."""
    n = 20_000
    cash = np.zeros(n)
    cash[0] = 99
    found = clearing(loss_network(n, range(n - 1), range(1, n), np.full(n - 1, 100)), cash)
    assert [each.nodes.tolist() for each in found.rounds] == [[u] for u in range(n - 1)]
    assert found.payment[:-1].tolist() == [99] * (n - 1)


def test_the_order_of_debts_changes_nothing() -> None:
    world = random_world(7)
    cash = cash_of(world, 7)
    backwards = World(world.n, world.arcs[::-1], world.equity)
    one, other = (
        clearing(loss_network(each.n, *each.columns()), cash) for each in (world, backwards)
    )
    assert one.payment.tolist() == other.payment.tolist()


def test_cash_must_be_there_for_each_and_not_negative() -> None:
    for cash in ([1], [1, -1], [1, np.nan]):
        with pytest.raises(ValueError, match="weight"):
            clearing(loss_network(2, [0], [1], [1]), cash)
