"""Pieces of evidence that two customers belong together, and the finders of shared things."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.normalisation import company_core
from cypher.view import Identifiers, Identities, Positions
from cypher.view.accounts import AccountHolders
from cypher.vocabulary import IDENTIFIER_KINDS, OFFICES
from service.graph.tables.joins import numbered
from service.graph.tables.segments import pair_key, runs
from service.relations.affiliation.evidence_weights import CLUES
from service.relations.affiliation.settings import AffiliationSettings
from service.relations.edges.evidence import evidence_edge, numbers_named, records
from service.tagging.declaration import Edge, Reading

#: Identifiers that customers can be compared by; what an `other` one means nobody knows.
_KINDS = IDENTIFIER_KINDS.words(lambda kind: kind.clue)
#: Offices that run the business, the one first that says least where two companies share it.
_OFFICES = tuple(
    sorted(OFFICES.words(lambda office: office.runs_business), key=lambda name: CLUES[name].weight)
)


@dataclass(frozen=True)
class PairEvidence:
    """What one method found about pairs of customers, one piece a row, sorted by pair.

    `pair` int64[k] is low * n + high, positions of customers; `clue` int64[k] which of `clues` the
    piece is; `strength` float64[k], 0 to 1, how much of the clue's weight it has. `edges(k)` are
    the edges of the k-th piece, `facts(k)` the numbers that belong to it. `hubs` counts, by kind,
    what was left out because too many customers share it.
    """

    method: str
    clues: tuple[str, ...]
    pair: Ints
    clue: Ints
    strength: Floats
    edges: Callable[[int], Iterable[Edge]]
    facts: Callable[[int], Mapping[str, Any]] = lambda k: {}
    hubs: Mapping[str, int] = field(default_factory=dict)


def couple_key(a: Ints, b: Ints, n: int) -> Ints:
    """The `pair_key` of two customers, the same whichever comes first."""
    return pair_key(np.minimum(a, b), np.maximum(a, b), n)


def sharing(thing: Ints, customer: Ints, most: int) -> tuple[Ints, Ints, Ints]:
    """Every pair of rows that have one thing and different customers, hubs left out.

    `thing` int64[m], -1 where there is none; `customer` int64[m]. A thing with more than `most`
    customers is a hub. Comes back as (a, b, hubs): positions of rows, a's customer below b's; and
    the things that are hubs. Cost: a sort of the rows, and the pairs: at most `most` / 2 a row.
    """
    order = np.lexsort((customer, thing))
    order = order[thing[order] >= 0]
    thing, customer = thing[order], customer[order]
    indptr = runs(thing)
    users = runs(thing, customer)
    customers = np.diff(np.searchsorted(users, indptr))
    hubs = thing[indptr[:-1]][customers > most]
    shared = np.repeat((customers > 1) & (customers <= most), np.diff(indptr))
    order, thing, customer = order[shared], thing[shared], customer[shared]
    rows = np.arange(len(order))
    lower, upper = [rows[:0]], [rows[:0]]
    for distance in range(1, len(order)):
        # Whose thing the row so far above does not have, has none further up either.
        rows = rows[rows + distance < len(order)]
        rows = rows[thing[rows + distance] == thing[rows]]
        if not len(rows):
            break
        proper = rows[customer[rows] != customer[rows + distance]]
        lower.append(proper)
        upper.append(proper + distance)
    return order[np.concatenate(lower)], order[np.concatenate(upper)], hubs


def attributes_in_common(bank: Reading, settings: AffiliationSettings) -> PairEvidence:
    """What `shared_attributes` finds under the settings; several tags stand on it, by `once`."""
    return shared_attributes(bank, settings.hub_customers)


def shared_attributes(bank: Reading, most: int) -> PairEvidence:
    """Who uses the same phone, address, device and the like, has the same number or name core.

    Values are compared as `cypher.normalisation` has them, which was done when they were loaded. An
    edge leads to the thing itself, however it was typed, and says as its `value` what was; that of
    a name or of a number that stands in the customer's own record leads to it as to an identifier.
    Cost: that of a core of each different name (microseconds), and a sort of the rows.
    """
    written, own = bank[Identifiers], bank[Identities]
    numbers = np.flatnonzero(own.id_normalised != "")
    names = np.flatnonzero(~bank.is_person[own.customer_no])
    parts = {kind: np.flatnonzero(written.kind == kind) for kind in _KINDS}
    clues = (*_KINDS, "name")
    kinds = np.repeat(
        np.array([*range(len(_KINDS)), clues.index("id_number"), clues.index("name")]),
        [*map(len, parts.values()), len(numbers), len(names)],
    )
    rows = np.concatenate(list(parts.values()))
    named, _ = numbers_named("SHARES", written)
    customer = np.concatenate(
        (written.customer_no[rows], own.customer_no[numbers], own.customer_no[names])
    )
    load_no = np.concatenate((written.load_no[rows], own.load_no[numbers], own.load_no[names]))
    value = np.concatenate((written.value[rows], own.id_number[numbers], own.name[names]))
    core = {name: company_core(name) for name in dict.fromkeys(own.name[names].tolist())}
    said = np.concatenate(
        (
            written.normalised[rows],
            own.id_normalised[numbers],
            np.array([core[name] for name in own.name[names].tolist()], object),
        )
    )
    thing = np.full(len(said), -1)
    for place in range(len(clues)):
        of_kind = np.flatnonzero((kinds == place) & (said != ""))
        number, _ = numbered(said[of_kind].tolist())
        thing[of_kind] = number * len(clues) + place
    a, b, hubs = sharing(thing, customer, most)
    pair = couple_key(customer[a], customer[b], len(bank))
    order = np.argsort(pair, kind="stable")
    a, b = a[order], b[order]

    def edges(k: int) -> Iterable[Edge]:
        for row in (a[k], b[k]):
            who, thing = bank.customer_ids[customer[row]], f"{clues[kinds[row]]}:{said[row]}"
            # What stands in a customer's own row is told of no single number.
            number = None if named is None or row >= len(rows) else named[rows[row]]
            yield evidence_edge(
                *("SHARES", who, thing),
                load_no=load_no[row],
                numbers=(number, None),
                value=value[row],
            )

    left_out = np.bincount(hubs % len(clues), minlength=len(clues)).tolist()
    return PairEvidence(
        "shared_attributes",
        clues,
        pair[order],
        kinds[a],
        np.ones(len(a)),
        edges,
        hubs=dict(zip(clues, left_out, strict=True)),
    )


def shared_officers(bank: Reading, most: int) -> PairEvidence:
    """Companies with somebody in common who runs the business of both.

    Of the two offices the one that says less counts: an executive of the one who represents the
    other legally is an executive in common. Cost: a sort of the offices.
    """
    view, offices = bank[Positions], records(bank, "HOLDS_POSITION")
    role = np.full(len(view.role), -1)
    for place, name in enumerate(_OFFICES):
        role[view.role == name] = place
    rows = np.flatnonzero(role >= 0)
    a, b, hubs = sharing(view.person_no[rows], view.company_no[rows], most)
    pair = couple_key(view.company_no[rows[a]], view.company_no[rows[b]], len(bank))
    order = np.argsort(pair, kind="stable")
    a, b = a[order], b[order]

    def edges(k: int) -> Iterable[Edge]:
        return offices.edges(rows[[a[k], b[k]]])

    return PairEvidence(
        "shared_attributes",
        _OFFICES,
        pair[order],
        np.minimum(role[rows[a]], role[rows[b]]),
        np.ones(len(a)),
        edges,
        hubs={"officer": len(hubs)},
    )


def shared_accounts(bank: Reading, most: int) -> PairEvidence:
    """Who may use the same account, as owner, joint holder or authorised; a sort of the holders."""
    view, holders = bank[AccountHolders], records(bank, "HOLDS")
    a, b, hubs = sharing(view.account_no, view.customer_no, most)
    pair = couple_key(view.customer_no[a], view.customer_no[b], len(bank))
    order = np.argsort(pair, kind="stable")
    a, b = a[order], b[order]

    def edges(k: int) -> Iterable[Edge]:
        return holders.edges(np.array([a[k], b[k]]))

    none = np.zeros(len(a), np.int64)
    return PairEvidence(
        method="shared_attributes",
        clues=("account",),
        pair=pair[order],
        clue=none,
        strength=np.ones(len(a)),
        edges=edges,
        hubs={"account": len(hubs)},
    )
