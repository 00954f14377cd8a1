"""Small random worlds of losses, and the models of contagion restated in plain Python."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Arc = tuple[int, int, float]


@dataclass(frozen=True)
class World:
    """Losses (failing, loser, amount) between n nodes, and what each can bear."""

    n: int
    arcs: list[Arc]
    equity: Floats

    def columns(self) -> tuple[list[int], list[int], list[float]]:
        """The arcs as three columns."""
        return (
            [a for a, _, _ in self.arcs],
            [b for _, b, _ in self.arcs],
            [w for *_, w in self.arcs],
        )


def random_world(seed: int) -> World:
    """At most ten nodes; loops, parallel arcs, no equity and unknown equity included."""
    random = np.random.default_rng(seed)
    n, m = int(random.integers(1, 11)), int(random.integers(0, 25))
    ends = random.integers(0, n, (m, 2))
    amounts = random.integers(0, 20, m).astype(float)
    equity = random.integers(-2, 40, n).astype(float)
    equity[random.random(n) < 0.1] = np.nan
    arcs = [(int(a), int(b), float(w)) for (a, b), w in zip(ends, amounts, strict=True)]
    return World(n, arcs, equity)


def merged(world: World) -> dict[tuple[int, int], float]:
    """The arcs between different nodes, one a pair."""
    sums: dict[tuple[int, int], float] = {}
    for a, b, amount in world.arcs:
        if a != b:
            sums[a, b] = sums.get((a, b), 0.0) + amount
    return sums


def cascaded(world: World, failed: set[int], part: float) -> tuple[list[list[int]], Floats]:
    """Threshold: the rounds, and what each node lost."""
    arcs = merged(world)
    rounds, down = [sorted(failed)], set(failed)
    while True:
        loss = np.zeros(world.n)
        for (a, b), amount in arcs.items():
            loss[b] += amount * part * (a in down)
        new = [
            v
            for v in range(world.n)
            if v not in down and loss[v] > 0 and loss[v] >= world.equity[v] - 1e-12
        ]
        if not new:
            return rounds, loss
        rounds.append(new)
        down |= set(new)


def impact_of(world: World, part: float) -> Floats:
    """W[loser, failing]: the part of its equity that the loser loses."""
    matrix = np.zeros((world.n, world.n))
    for (a, b), amount in merged(world).items():
        equity = world.equity[b]
        if np.isnan(equity) or amount * part == 0:
            continue
        matrix[b, a] = 1.0 if equity <= 0 else min(1.0, amount * part / equity)
    return matrix


def distressed(world: World, shock: Floats, part: float) -> Floats:
    """DebtRank as Battiston et al. 2012 write it: undistressed, distressed, inactive."""
    matrix, h = impact_of(world, part), shock.copy()
    state = np.where(h > 0, "D", "U")
    for _ in range(world.n + 1):
        active = state == "D"
        following = np.minimum(1.0, h + matrix[:, active] @ h[active])
        state = np.where(active, "I", np.where((following > 0) & (state == "U"), "D", state))
        h = following
    return h


def distressed_by_growth(world: World, shock: Floats, part: float) -> Floats:
    """DebtRank as Bardoscia et al. 2015 write it, long enough to settle."""
    matrix, before, h = impact_of(world, part), np.zeros(world.n), shock.copy()
    for _ in range(20_000):
        before, h = h, np.minimum(1.0, h + matrix @ (h - before))
    return h
