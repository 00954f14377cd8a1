"""What lies above one company: who has how much of it, by shares and by votes, and what is unknown.

Read level by level from the records of a day, as `ownership` reads them: nothing of the bank is
looked at but what lies above.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from cypher.serve.customers import NamesOf
from service.api.access.viewers import called
from service.api.customers.ownership import (
    Stake,
    columns,
    ends,
    in_concert,
    of_type,
    positions,
    walk,
)
from service.api.http.answers import settings, store
from service.api.http.times import AskedRun
from service.api.identities.one_customer import one_customer
from service.graph.arrays import Flags, Floats
from service.graph.control.single_entity import VotesIn, votes_in
from service.graph.ownership.integrated_ownership import (
    ROUNDING,
    Network,
    closed_loops,
    network,
    owners_of,
)
from service.graph.ownership.known_shares import known_shares


@dataclass(frozen=True)
class Above:
    """A company and all who have a part in it, by `position`; arrays have an entry for each.

    `share` is owned through all paths, `votes` are those of persons and government bodies.
    `unknown` is the part of the company that nobody is known for, and `open_ends` are the entities
    whose owners are not told in full, the company perhaps among them, each with what is missing
    there of the company. `over` are those in which more than a whole is told, with the sum.
    `kinds` and `names` are by id. `truncated` says that there were more stakes than a walk takes
    in.
    """

    company_id: str
    position: dict[str, int]
    kinds: dict[str, str]
    names: dict[str, str]
    stakes: list[Stake]
    concert: list[tuple[str, str]]
    network: Network
    share: Floats
    votes: VotesIn
    unknown: float
    open_ends: dict[str, float]
    over: dict[str, float]
    loops: list[list[str]]
    truncated: bool

    def of_kind(self, kind: str) -> list[str]:
        """The ids of those of a kind that lie above, in order."""
        return [
            customer
            for customer in self.position
            if self.kinds.get(customer) == kind and customer != self.company_id
        ]

    def control_columns(self) -> tuple[Any, Any, Any, Flags]:
        """Votes, records, concert and persons as the kernels of control take them."""
        held, records = of_type("OWNS", self.stakes), of_type("CONTROLS", self.stakes)
        return _control_columns(self.position, held, records, self.concert)


def above(company_id: str, run: AskedRun) -> Above:
    """Look at what lies above a company on the day of a run, or today; nobody owns a person.

    Cost: a query a level, at most STAKES_A_WALK stakes; linear in them and, for each person and
    government body, in what it controls among them.
    """
    on, one = run.on, one_customer(run.run_id)
    found = walk(company_id, on, one, upward=True)
    position = positions(found.depth)
    rows = store().rows(NamesOf([*position]))
    kinds = {row.customer_id: row.kind for row in rows}
    held, records = of_type("OWNS", found.stakes), of_type("CONTROLS", found.stakes)
    concert = [pair for pair in in_concert([*position], on, one) if position.keys() >= set(pair)]
    company = position[company_id]
    last = [
        position[customer] for customer, kind in kinds.items() if kind in ("person", "government")
    ]
    is_last = np.isin(np.arange(len(position)), last)
    votes = votes_in(
        *_control_columns(position, held, records, concert),
        np.flatnonzero(is_last),
        company,
        settings().majority,
    )
    owner, owned = columns(position, map(ends, held))
    share = np.array([holding.share for holding in held], float)
    graph = network(len(position), owner, owned, share)
    # Whoever owns a government body, with it the question ends.
    led = ~is_last[owned]
    to_last = network(len(position), owner[led], owned[led], share[led])
    ids = [*position]
    loops: dict[int, list[str]] = {}
    for customer, loop in zip(ids, closed_loops(graph).tolist(), strict=True):
        if loop >= 0:
            loops.setdefault(loop, []).append(customer)
    told_of = np.bincount(owned, share, len(position))
    unknown = 1.0 - float(known_shares(to_last, is_last)[company])
    return Above(
        company_id=company_id,
        position=position,
        kinds=kinds,
        names={row.customer_id: called(row) or row.customer_id for row in rows},
        stakes=found.stakes,
        concert=concert,
        network=graph,
        share=owners_of(graph, company),
        votes=votes,
        unknown=unknown if unknown > ROUNDING else 0.0,
        open_ends=_open_ends(ids, company, to_last, is_last),
        over={ids[i]: float(told_of[i]) for i in np.flatnonzero(told_of > 1 + ROUNDING)},
        loops=sorted(loops.values()),
        truncated=found.truncated,
    )


def _control_columns(
    position: dict[str, int],
    held: list[Stake],
    records: list[Stake],
    concert: list[tuple[str, str]],
) -> tuple[Any, Any, Any, Flags]:
    return (
        (*columns(position, map(ends, held)), np.array([each.votes for each in held], float)),
        columns(position, map(ends, records)),
        columns(position, concert),
        np.zeros(len(position), bool),  # the queries leave out stakes in persons
    )


def _open_ends(ids: list[str], company: int, net: Network, is_last: Flags) -> dict[str, float]:
    """Where the question ends at nobody, with how much of the company is missing there."""
    through = owners_of(net, company)
    through[company] += 1.0
    indptr, _, share = net.owners
    entity = np.repeat(np.arange(len(ids)), np.diff(indptr))
    missing = through * np.maximum(1.0 - np.bincount(entity, share, len(ids)), 0.0)
    found = np.flatnonzero(~is_last & (missing > ROUNDING))
    by_size = found[np.lexsort((found, -missing[found]))]
    return {ids[i]: float(missing[i]) for i in by_size.tolist()}
