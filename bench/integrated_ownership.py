"""Every person's companies of a quarter or more, through all paths, against a dense inverse.

Ours: `integrated_ownership.qualified` for all persons, from the holdings as arrays,
laying them out included; compiled beforehand. The peer: numpy's inverse of I - D, the textbook
formula, and the entries of D(I - D)^-1 that reach a quarter; it grows with the cube of the
entities, so it gets 2,000 of them, and ours is measured on as many and on a million. That both
find the same pairs and shares is checked before anything is timed.

The synthetic holdings are the hardest there are: nine in ten companies own each other in one
component, in which no search for owners comes to an end. There ours tells lower bounds, and the
note says how far they may be off.
"""

import resource
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench import synthetic
from bench.banks import must_equal
from bench.figures import Figure
from bench.rounds import alternate, seconds
from bench.synthetic import ONE_COMPANY_IN, Sizes
from cypher.engine.arrays import Floats, Ints
from service.graph.ownership.integrated_ownership import Qualified, qualified

ROUNDS = 3
ENTITIES, HOLDINGS = 1_000_000, 1_500_000
#: How many the dense inverse gets, at any scale.
FEW = 2_000
THRESHOLD = 0.25
#: For the check: no limit.
STEPS = 10**12
SECONDS = 30.0


@dataclass(frozen=True)
class Holdings:
    """Who owns what share of whom among n entities, and which of them are persons."""

    n: int
    owner: Ints
    owned: Ints
    share: Floats
    is_person: NDArray[np.bool_]


def measure(scale: float) -> list[Figure]:
    """Entities a second on 2,000 of them, then seconds for a million entities at scale 1."""
    few = _holdings(FEW)
    expected, pairs = _inverse(few)
    found = _qualified(few, STEPS)
    same = np.array_equal(np.stack((found.owner, found.owned), axis=1), pairs)
    must_equal("qualified finds the pairs of the dense inverse", same, True)
    agree = np.allclose(found.integrated, expected, rtol=0, atol=1e-9)
    must_equal("qualified finds the shares of the dense inverse", agree, True)
    theirs, own = alternate(
        lambda: FEW / seconds(lambda: _inverse(few)),
        lambda: FEW / seconds(lambda: _qualified(few)),
        ROUNDS,
    )
    many = _holdings(int(ENTITIES * scale))
    answers: list[Qualified] = []
    took = seconds(lambda: answers.append(_qualified(many)))
    return [
        Figure("qualified, 2,000 entities", "entities/s", own, theirs),
        Figure("qualified", "s", (took,), at_most=SECONDS, note=_note(many, answers[0])),
    ]


def _note(many: Holdings, answer: Qualified) -> str:
    # Linux tells kilobytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    half, most = np.quantile(answer.short, (0.5, 0.99)) if answer.short.size else (0.0, 0.0)
    return (
        f"{many.n:,} entities, {many.owner.size:,} holdings, {answer.owner.size:,} pairs found; "
        f"shares may be larger by {half:.4f} (median) or {most:.4f} (99th percentile), and "
        f"{answer.undecided.size:,} companies are undecided; "
        f"peak memory of the process {peak / 1e9:.2f} GB"
    )


def _holdings(n: int) -> Holdings:
    """Synthetic holdings; customers are numbered from 1, entities from 0."""
    columns = synthetic.ownerships(Sizes(customers=n, ownerships=n * HOLDINGS // ENTITIES))
    is_person = np.arange(1, n + 1) % ONE_COMPANY_IN != 0
    return Holdings(n, columns.owner_no - 1, columns.owned_no - 1, columns.share, is_person)


def _qualified(world: Holdings, *max_steps: int) -> Qualified:
    shares = (world.owner, world.owned, world.share)
    return qualified(world.n, *shares, world.is_person, THRESHOLD, True, *max_steps)


def _inverse(few: Holdings) -> tuple[Floats, Ints]:
    """The shares of a quarter or more that persons have, and (owner, owned) of each."""
    direct = np.zeros((few.n, few.n))
    np.add.at(direct, (few.owner, few.owned), few.share)
    integrated = direct @ np.linalg.inv(np.eye(few.n) - direct)
    reached = (integrated >= THRESHOLD - 1e-9) & few.is_person[:, None]
    return integrated[reached], np.argwhere(reached)
