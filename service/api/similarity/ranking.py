"""Customers ranked by how alike their payments are, each with what it has in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.access import masks
from service.api.http.consent import UNNAMED
from service.api.http.worker_cache import OfDay, worker_cache
from service.graph.arrays import Flags
from service.graph.similarity.top_similar import towards
from service.relations.marketing.consent import Approachable, approachable
from service.relations.payments.counterparty_profiles import (
    PAYEE,
    CounterpartyProfiles,
    Shared,
    counterparty_profiles,
    paid_pairs,
)
from service.relations.payments.counterparty_text import parties_in_common
from service.settings import Settings
from service.tagging.bank import Bank
from service.tagging.declaration import Text

#: How many counterparties in common are told of each side: those that weigh most.
PARTIES_TOLD = 5


@dataclass(frozen=True)
class Likenesses:
    """What each customer's payments say of it, and who may be approached."""

    behaviour: CounterpartyProfiles
    customers: Approachable

    def pays(self, customers: Ints) -> Flags:
        """Whether customers have ever paid or been paid."""
        indptr = self.behaviour.rows.indptr
        return indptr[customers + 1] > indptr[customers]


@dataclass(frozen=True)
class Ranking:
    """The most similar customers whom a list names, and by position who was left out of it."""

    customer: Ints
    similarity: Floats
    further: int
    passed: Ints


@dataclass(frozen=True)
class Alike:
    """A customer, and what of its payees and payers it has in common with whom it is like.

    `shared` are counterparties, each with its type and id; `payees` and `payers` count all.
    """

    customer_id: str
    similarity: float
    shared: list[tuple[Shared, str, str]]
    payees: int
    payers: int


def day_of_likenesses() -> OfDay[Likenesses]:
    """Likenesses on the day of the current run; linear in all payments when they are read."""
    return worker_cache(_likenesses)


def _likenesses(bank: Bank, settings: Settings) -> Likenesses:
    return Likenesses(
        counterparty_profiles(paid_pairs(bank), settings), approachable(bank, settings)
    )


def ranked(similarity: Floats, named: Flags, most: int) -> Ranking:
    """Rank customers who may be `named` by similarity, then by id: none without any likeness.

    `passed` are others who would have stood in the list, `further` counts those whom it is too
    short for. Cost: a sort of those who are alike.
    """
    alike = np.flatnonzero(similarity > 0)
    alike = alike[np.argsort(-similarity[alike], kind="stable")]
    places = np.flatnonzero(named[alike])
    shown = alike[places[:most]]
    passed = places[most - 1] if len(places) >= most else len(alike)
    before = alike[:passed]
    return Ranking(shown, similarity[shown], max(0, len(places) - most), before[~named[before]])


def alike(of: Likenesses, ranking: Ranking, direction: Floats) -> list[Alike]:
    """What the customers of a ranking have in common with the direction they were compared with.

    Cost: a sort of each one's payees and payers.
    """
    return [
        _alike(of, customer, similarity, direction)
        for customer, similarity in zip(
            ranking.customer.tolist(), ranking.similarity.tolist(), strict=True
        )
    ]


def _alike(of: Likenesses, customer: int, similarity: float, direction: Floats) -> Alike:
    columns, share = towards(of.behaviour.rows, customer, direction)
    payees, payers = of.behaviour.of_each_side(columns)
    told = np.sort(np.concatenate((payees[:PARTIES_TOLD], payers[:PARTIES_TOLD])))
    ids, n = of.customers.customer_ids, len(of.customers.customer_ids)
    shared = [
        (column, "customer", str(ids[column.party]))
        if column.party < n
        else (column, "account", str(of.behaviour.outside[column.party - n]))
        for column in of.behaviour.shared(columns[told], share[told])
    ]
    return Alike(str(ids[customer]), similarity, shared, len(payees), len(payers))


def mentioned(found: Iterable[Alike]) -> set[str]:
    """The customers whose names are needed to tell what was found."""
    return {
        customer_id
        for candidate in found
        for customer_id in (
            candidate.customer_id,
            *(party_id for _, kind, party_id in candidate.shared if kind == "customer"),
        )
    }


def shown(each: Alike, names: dict[str, str]) -> dict[str, Any]:
    """A customer as it is served, but for its sentence; whoever goes without a name has no id."""
    return {
        "customer_id": each.customer_id,
        "name": names[each.customer_id],
        "similarity": each.similarity,
        "shared": [
            {
                "type": kind,
                "id": UNNAMED if names.get(party_id) == UNNAMED else party_id,
                "name": names.get(party_id) if kind == "customer" else None,
                "side": party.side,
                "share": party.share,
                "customers": party.customers,
            }
            for party, kind, party_id in each.shared
        ],
        "payees_in_common": each.payees,
        "payers_in_common": each.payers,
    }


def said_in_common(each: Alike, names: dict[str, str]) -> Text:
    """The payees and payers in common, by name; an account as it is masked."""
    called: tuple[list[str], list[str]] = [], []
    for party, kind, party_id in each.shared:
        name = names[party_id] if kind == "customer" else masks.account(party_id)
        called[party.side != PAYEE].append(name)
    return parties_in_common(*called, (each.payees, each.payers))
