"""Who owns a customer and what it owns, through all paths, and who controls whom.

The store is walked a level at a time, up to every owner above and down to everything owned below.
What is above a customer is all that its integrated ownership and the control of it hang on. What
it controls hangs on what is below it, and on the votes that its allies hold there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from cypher.serve.customers import NamesOf
from cypher.serve.stakes import AlliesOf, StakeRow, StakesHeldBy, StakesIn
from service.api.access.viewers import called
from service.api.http.answers import settings, store
from service.api.http.times import AskedRun
from service.api.identities.one_customer import OneCustomer, one_customer
from service.graph.arrays import Flags, Ints
from service.graph.control.single_entity import controlled_by, controllers_of
from service.graph.ownership.integrated_ownership import closed_loops, network, owned_by, owners_of
from service.relations.control.votes import AGREED, IN_CONCERT

Pair = tuple[str, str]
Loop = tuple[str, ...]

#: How many stakes a walk takes in, each level at most half of what is left: what is above a
#: company with very many owners is still reached, through the largest of them.
STAKES_A_WALK = 20_000
#: Shares are decimals: what their sums and products are off by is not told.
DECIMALS = 12


@dataclass(frozen=True)
class Stake(StakeRow):
    """A stake between customers of one number or several, and what its record calls them.

    The numbers are those of the record where they are not what the two are known by, else None.
    """

    owner_number: str | None = None
    owned_number: str | None = None


@dataclass(frozen=True)
class Walk:
    """What lies on one side of a customer: how far away each is, the customer itself being 0.

    `direct` are the stakes of the first level, `stakes` those of all.
    """

    upward: bool
    depth: dict[str, int]
    direct: list[Stake]
    stakes: list[Stake]
    truncated: bool


def ownership_of(customer_id: str, run: AskedRun, limit: int) -> dict[str, Any]:
    """Every owner above a customer and everything owned below, on the day of a run, or today.

    At most `limit` entries a side, the nearest first; `hidden` counts those that were found and
    left out. `truncated` says that there were more stakes than STAKES_A_WALK: what is told follows
    from the largest. `integrated` is None where it cannot be told for a closed loop of 100 %.
    """
    on = run.on
    one = one_customer(run.run_id)
    above, below = (walk(customer_id, on, one, upward=upward) for upward in (True, False))
    concert = in_concert([*above.depth], on, one)
    allies = {ally for pair in concert if customer_id in pair for ally in pair}
    theirs = stakes_of(
        StakesHeldBy, sorted(allies - below.depth.keys()), on, STAKES_A_WALK + 1, one
    )
    held_below = below.stakes + [holding for holding in theirs if holding.owned_id in below.depth]
    controllers = _control(customer_id, above.stakes, concert, controllers_of)
    controlled = _control(customer_id, held_below, concert, controlled_by)

    owners, loops_above = _entries(customer_id, above, controllers)
    owned, loops_below = _entries(customer_id, below, controlled)
    shown = [*owners[:limit], *owned[:limit]]
    seen = {
        row.customer_id: row
        for row in store().rows(NamesOf([entry["customer_id"] for entry in shown]))
    }
    for entry in shown:
        row = seen[entry["customer_id"]]
        entry.update(name=called(row), kind=row.kind)
    return {
        "customer_id": customer_id,
        **run.told,
        "as_of": on,
        "owners": owners[:limit],
        "owned": owned[:limit],
        "hidden": len(owners) + len(owned) - len(shown),
        "truncated": above.truncated or below.truncated or len(theirs) > STAKES_A_WALK,
        "closed_loops": sorted(loops_above | loops_below),
    }


def walk(customer_id: str, on: str, one: OneCustomer, *, upward: bool) -> Walk:
    """Walk along stakes breadth-first, a query a level, until STAKES_A_WALK are met."""
    query = StakesIn if upward else StakesHeldBy
    depth = {customer_id: 0}
    levels: list[list[Stake]] = []
    frontier = [customer_id]
    room, truncated = STAKES_A_WALK, False
    while frontier:
        met = stakes_of(query, frontier, on, room // 2 + 1, one)
        truncated = truncated or len(met) > room // 2
        levels.append(met[: room // 2])
        room -= len(levels[-1])
        frontier = sorted({end for level in levels[-1] for end in ends(level)} - depth.keys())
        depth.update(dict.fromkeys(frontier, len(levels)))
    stakes = [entity for level in levels for entity in level]
    return Walk(upward, depth, levels[0], stakes, truncated)


def in_concert(customer_ids: list[str], on: str, one: OneCustomer) -> list[Pair]:
    """The pairs that vote as one, of which either is among the customers."""
    relations = [*IN_CONCERT] if settings().kin_pooling else []
    rows = store().rows(AlliesOf(one.numbers(customer_ids), relations, [*AGREED], on))
    one.learn(end for row in rows for end in (row.a_id, row.b_id))
    pairs = {(one.known(row.a_id), one.known(row.b_id)): None for row in rows}
    return [pair for pair in pairs if pair[0] != pair[1]]


def stakes_of(
    query: type[StakesIn | StakesHeldBy],
    customer_ids: list[str],
    on: str,
    limit: int,
    one: OneCustomer,
) -> list[Stake]:
    """The stakes in some customers, or that they hold, under all their numbers."""
    rows = store().rows(query(one.numbers(customer_ids), on, limit))
    one.learn(end for row in rows for end in ends(row))
    found = [_stake(row, one.known(row.owner_id), one.known(row.owned_id)) for row in rows]
    return [stake for stake in found if stake.owner_id != stake.owned_id]


def _stake(row: StakeRow, owner_id: str, owned_id: str) -> Stake:
    said = {**vars(row), "owner_id": owner_id, "owned_id": owned_id}
    return Stake(
        **said,
        owner_number=row.owner_id if row.owner_id != owner_id else None,
        owned_number=row.owned_id if row.owned_id != owned_id else None,
    )


def _control(
    customer_id: str, stakes: list[Stake], concert: list[Pair], find: Callable[..., Flags]
) -> set[str]:
    """Those that `find` finds from the customer, where votes, records and concert are these."""
    position = positions({customer_id}.union(*map(ends, stakes)))
    held, records = of_type("OWNS", stakes), of_type("CONTROLS", stakes)
    found = find(
        (
            *columns(position, map(ends, held)),
            np.array([holding.votes for holding in held], float),
        ),
        columns(position, map(ends, records)),
        columns(position, (pair for pair in concert if position.keys() >= set(pair))),
        np.zeros(len(position), bool),  # the queries leave out stakes in persons
        position[customer_id],
        settings().majority,
    )
    return {customer for customer, i in position.items() if found[i]}


def _entries(
    customer_id: str, walk: Walk, in_control: set[str]
) -> tuple[list[dict[str, Any]], set[Loop]]:
    """What is told of each of a walk, by distance and then the largest, and its closed loops."""
    integrated, loops = _integrated(customer_id, walk)
    share: dict[str, float] = {}
    votes: dict[str, float] = {}
    for stake in of_type("OWNS", walk.direct):
        other = stake.owner_id if walk.upward else stake.owned_id
        share[other] = share.get(other, 0.0) + (stake.share or 0.0)
        votes[other] = votes.get(other, 0.0) + (stake.votes or 0.0)
    entries = [
        {
            "customer_id": customer,
            "share": told(share.get(customer)),
            "votes": told(votes.get(customer)),
            "integrated": told(integrated[customer]),
            "controls": customer in in_control,
            "depth": depth,
        }
        for customer, depth in walk.depth.items()
        if customer != customer_id
    ]

    def place(entry: dict[str, Any]) -> tuple[Any, ...]:
        through = entry["integrated"]
        return (entry["depth"], through is None, -(through or 0.0), entry["customer_id"])

    return sorted(entries, key=place), loops


def _integrated(customer_id: str, walk: Walk) -> tuple[dict[str, float | None], set[Loop]]:
    """The integrated ownership between the customer and each of a walk, and the closed loops.

    It cannot be told for the members of a closed loop, nor for those beyond it.
    """
    position = positions(walk.depth)
    held = of_type("OWNS", walk.stakes)
    owner, owned = columns(position, map(ends, held))
    graph = network(
        len(position), owner, owned, np.array([holding.share for holding in held], float)
    )
    find = owners_of if walk.upward else owned_by
    integrated = find(graph, position[customer_id]).tolist()

    loops: dict[int, list[str]] = {}
    for one, loop in zip(position, closed_loops(graph).tolist(), strict=True):
        if loop >= 0:
            loops.setdefault(loop, []).append(one)
    untold = _beyond(set().union(*loops.values()), held, walk.upward)
    told = {
        customer: None if customer in untold else integrated[i] for customer, i in position.items()
    }
    return told, {tuple(loop) for loop in loops.values()}


def _beyond(start: set[str], held: list[Stake], upward: bool) -> set[str]:
    """The start, and those that one comes to from it on along holdings."""
    onward: dict[str, list[str]] = {}
    for holding in held:
        near, far = ends(holding)[::-1] if upward else ends(holding)
        onward.setdefault(near, []).append(far)
    reached, waiting = set(start), list(start)
    while waiting:
        found = set(onward.get(waiting.pop(), ())) - reached
        reached |= found
        waiting += found
    return reached


def ends(stake: StakeRow) -> Pair:
    """The owner and the owned."""
    return stake.owner_id, stake.owned_id


def of_type(edge_type: str, stakes: list[Stake]) -> list[Stake]:
    """The holdings (OWNS) or the records of control (CONTROLS) among stakes."""
    return [stake for stake in stakes if stake.type == edge_type]


def positions(customer_ids: Iterable[str]) -> dict[str, int]:
    """Positions as kernels take them, in the order of ids."""
    return {customer_id: i for i, customer_id in enumerate(sorted(customer_ids))}


def columns(position: dict[str, int], pairs: Iterable[Pair]) -> tuple[Ints, Ints]:
    """The two ends of pairs as kernels take them."""
    placed = [(position[a], position[b]) for a, b in pairs]
    a, b = np.array(placed, np.int64).reshape(-1, 2).T
    return a, b


def told(share: float | None) -> float | None:
    """A share as it is served."""
    return None if share is None else round(share, DECIMALS)
