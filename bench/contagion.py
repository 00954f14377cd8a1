"""Contagion over a million customers and ten million losses, each model against plain code.

Ours: the kernels of `service.graph` on a network that is laid out already, as each worker keeps it;
laying it out is told beside. Who fails, or whom somebody owes, is drawn unevenly: a few customers
are in very many losses. Equity is drawn around a multiple of the largest loss, so that failures
carry on but not to everybody; debts exceed cash for about a third of the debtors.

The peers do the same work in the plainest way: threshold and DebtRank as loops over dictionaries,
on a hundredth; DebtRank by growth as products of a scipy matrix, at full size; clearing as iterated
products of numpy's dense matrix, for 1,000 customers. Both sides are compared by arcs a second of
the whole network; that their answers agree is checked before anything is timed.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from bench.banks import must_equal
from bench.figures import Figure
from bench.rounds import alternate, seconds
from cypher.engine.arrays import Floats, Ints
from service.graph.contagion.clearing import clearing
from service.graph.contagion.debtrank import debtrank, debtrank_differential, impacts
from service.graph.contagion.debtrank_all_single import debtrank_all_single
from service.graph.contagion.loss_network import LossNetwork, loss_network
from service.graph.contagion.threshold_cascade import threshold_cascade
from service.settings import Settings

SEED = 17
NODES, ARCS, FAILED = 1_000_000, 10_000_000, 100
#: What the contagion tags ask for has half as many losses; see the issue's size of a bank.
ARCS_OF_EACH = 5_000_000
#: How much of the network the plain loops get.
PEER = 0.01
DENSE_NODES = 1_000
ROUNDS = 3
SECONDS, CASCADE_SECONDS = 5.0, 2.0


@dataclass(frozen=True)
class World:
    """A network of losses, what its nodes can bear, who fails, and what they hold in cash."""

    network: LossNetwork
    equity: Floats
    failed: Ints
    cash: Floats

    @property
    def shock(self) -> Floats:
        """The failures as shocks."""
        shock = np.zeros(self.network.n)
        shock[self.failed] = 1.0
        return shock


def measure(scale: float) -> list[Figure]:
    """Seconds of each model at a million nodes and ten million arcs, and arcs/s beside a peer."""
    built: list[World] = []
    n, m = int(NODES * scale), int(ARCS * scale)
    laid_out = seconds(lambda: built.append(_world(n, m)))
    many, few = built[0], _world(int(n * PEER), int(m * PEER))
    dense = _world(DENSE_NODES, 10 * DENSE_NODES)
    figures = [Figure("drawing and laying out", "s", (laid_out,))]
    for name, ours, theirs, small, at_most in (
        ("threshold", _threshold, _threshold_by_hand, few, CASCADE_SECONDS),
        ("debtrank", _debtrank, _debtrank_by_hand, few, SECONDS),
        ("debtrank_differential", _growth, _growth_by_scipy, many, SECONDS),
        ("clearing", _clearing, _clearing_by_numpy, dense, SECONDS),
    ):
        agree = np.allclose(ours(small), theirs(small), rtol=1e-6, atol=1e-6)
        must_equal(f"{name} agrees with its peer", bool(agree), True)
        figures += _compared(name, ours, theirs, many, small, at_most)
    return [*figures, _of_each(_world(n, int(ARCS_OF_EACH * scale)))]


Model = Callable[[World], Floats]


def _compared(
    name: str, ours: Model, theirs: Model, many: World, few: World, at_most: float
) -> list[Figure]:
    answers: list[Floats] = []
    took = tuple(seconds(lambda: answers.append(ours(many))) for _ in range(ROUNDS))
    peer, own = alternate(
        lambda: few.network.amount.size / seconds(lambda: theirs(few)),
        lambda: many.network.amount.size / seconds(lambda: ours(many)),
        ROUNDS,
    )
    note = f"{many.network.amount.size:,} arcs, {np.count_nonzero(answers[0]):,} customers touched"
    return [
        Figure(name, "s", took, at_most=at_most, note=note),
        Figure(f"{name}, beside its peer", "arcs/s", own, peer),
    ]


def _world(n: int, m: int) -> World:
    random = np.random.default_rng(SEED)
    place = random.permutation(n)
    failing = place[(n * random.random(m) ** 2).astype(np.int64)]
    loser, amount = random.integers(0, n, m), random.lognormal(10, 1, m).round(2)
    network = loss_network(n, failing, loser, amount)
    largest = np.zeros(n)
    np.maximum.at(largest, network.loser, network.amount)
    equity = (largest * random.uniform(0.1, 0.8, n)).round(2)
    owed = np.bincount(network.failing, network.amount, n)
    due = np.bincount(network.loser, network.amount, n)
    cash = (np.maximum(owed - due, 0) * random.uniform(0.5, 1.1, n)).round(2)
    return World(network, equity, np.sort(random.choice(n, min(FAILED, n), False)), cash)


def _threshold(world: World) -> Floats:
    return threshold_cascade(world.network, world.equity, world.failed).loss


def _threshold_by_hand(world: World) -> Floats:
    arcs = _arcs(world.network, world.network.amount)
    loss, down, waiting = np.zeros(world.network.n), set(world.failed.tolist()), list(world.failed)
    while waiting:
        touched = set()
        for u in waiting:
            for v, amount in arcs[int(u)]:
                loss[v] += amount
                touched.add(v)
        waiting = [v for v in touched - down if loss[v] >= world.equity[v] * (1 - 1e-9)]
        down.update(waiting)
    return loss


def _debtrank(world: World) -> Floats:
    return debtrank(world.network, world.equity, world.shock).distress


def _debtrank_by_hand(world: World) -> Floats:
    arcs = _arcs(world.network, impacts(world.network, world.equity, 1.0))
    distress, active = world.shock, world.failed.tolist()
    done = set(active)
    while active:
        grown: dict[int, float] = defaultdict(float)
        for u in active:
            for v, part in arcs[u]:
                grown[v] += part * distress[u]
        for v, more in grown.items():
            distress[v] = min(1.0, distress[v] + more)
        active = [v for v in grown if v not in done]
        done.update(active)
    return distress


def _growth(world: World) -> Floats:
    return debtrank_differential(world.network, world.equity, world.shock).distress


def _growth_by_scipy(world: World) -> Floats:
    network = world.network
    weight = impacts(network, world.equity, 1.0)
    matrix = csr_array((weight, (network.loser, network.failing)), shape=(network.n, network.n))
    distress, grown = world.shock, world.shock
    while grown.max() >= 1e-9:
        following = np.minimum(1.0, distress + matrix @ grown)
        distress, grown = following, following - distress
    return distress


def _clearing(world: World) -> Floats:
    return clearing(world.network, world.cash).payment


def _clearing_by_numpy(world: World) -> Floats:
    network = world.network
    owed = np.bincount(network.failing, network.amount, network.n)
    part = np.zeros((network.n, network.n))
    part[network.loser, network.failing] = network.amount / owed[network.failing]
    paid: Floats = owed.astype(float)
    for _ in range(10_000):
        following = np.minimum(owed, world.cash + part @ paid)
        if np.abs(following - paid).max() <= 1e-9 * owed.max():
            break
        paid = following
    return paid


def _arcs(network: LossNetwork, weight: Floats) -> Any:
    """The arcs out of each node as plain lists."""
    arcs: dict[int, list[tuple[int, float]]] = defaultdict(list)
    columns = (network.failing.tolist(), network.loser.tolist(), weight.tolist())
    for u, v, each in zip(*columns, strict=True):
        arcs[u].append((v, each))
    return arcs


def _of_each(world: World) -> Figure:
    network, value = world.network, np.ones(world.network.n)
    steps = Settings().contagion_max_steps
    debtrank_all_single(network, world.equity, value, value, max_steps=1)
    found: list[Any] = []
    took = seconds(
        lambda: found.append(
            debtrank_all_single(network, world.equity, value, value, max_steps=steps)
        )
    )
    note = (
        f"{network.amount.size:,} arcs; {found[0].bounded.sum():,} searches ended early, "
        f"{found[0].reached.mean():.0f} customers reached on average"
    )
    return Figure("every single failure", "s", (took,), note=note)
