"""Control for every holder, against the letter of the rule in plain Python.

Ours: `voting_control.controls`, checks and indexing included, compiled beforehand. The peer:
`control_oracle.control`, a naive fixpoint for each holder, on a world small enough for
it. Holdings are those of `bench.synthetic`: one large holder a company, a majority in six of ten,
and small ones. That both agree on the small world is checked before anything is timed.
"""

import numpy as np

from bench.banks import must_equal
from bench.figures import Figure
from bench.rounds import alternate, seconds
from bench.synthetic import ONE_COMPANY_IN, Sizes, ownerships
from service.graph.control.voting_control import Controls, controls
from tests.graph.control.control_oracle import Case, control

ROUNDS = 3
ENTITIES, HOLDINGS = 1_000_000, 1_500_000
#: What the peer can do in seconds.
SMALL = 150
SECONDS = 5.0


def measure(scale: float) -> list[Figure]:
    """Seconds for a million entities and 1.5 million holdings; and holdings a second."""
    large = _world(int(ENTITIES * scale), int(HOLDINGS * scale))
    small = _world(SMALL, SMALL * HOLDINGS // ENTITIES)
    case = Case(
        SMALL + 1,
        list(zip(*(column.tolist() for column in small[0]), strict=True)),
        persons=frozenset(np.flatnonzero(small[3]).tolist()),
    )
    found = _find(small)
    pairs = set(zip(found.holder.tolist(), found.controlled.tolist(), strict=True))
    must_equal("who controls whom", pairs, set(control(case)))
    rows = len(large[0][0])

    def ours() -> float:
        return seconds(lambda: _find(large))

    def peer() -> float:
        return len(case.votes) / seconds(lambda: control(case))

    theirs, own = alternate(peer, ours, ROUNDS)
    note = (
        f"{rows:,} holdings, {len(_find(large).holder):,} pairs; the peer has {len(case.votes):,}"
    )
    return [
        Figure("control, every holder", "s", own, at_most=SECONDS, note=note),
        Figure("control", "holdings/s", tuple(rows / took for took in own), theirs),
    ]


_World = tuple[
    tuple[np.ndarray, np.ndarray, np.ndarray],
    tuple[np.ndarray, np.ndarray],
    tuple[np.ndarray, np.ndarray],
    np.ndarray,
]


def _world(entities: int, holdings: int) -> _World:
    held = ownerships(Sizes(entities, ownerships=holdings))
    none = np.empty(0, np.int64)
    persons = np.arange(entities + 1) % ONE_COMPANY_IN != 0
    return (held.owner_no, held.owned_no, held.votes), (none, none), (none, none), persons


def _find(world: _World) -> Controls:
    return controls(*world, majority=0.5)
