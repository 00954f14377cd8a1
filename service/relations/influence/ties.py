"""Ties of referral, kinship and payment, each pair of customers once, with their weights."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cypher.engine.arrays import Floats, Ints
from cypher.view import Kinships, Referrals
from cypher.view.accounts import Payments
from service.graph.tables.segments import first_by, max_by, runs, sum_by
from service.relations.edges.evidence import (
    NOT_NAMED,
    Named,
    evidence_edges,
    named_among,
    numbers_named,
)
from service.relations.influence.settings import InfluenceSettings
from service.relations.influence.weights import (
    LEAST,
    PAYMENT,
    PAYMENTS_MOST,
    REFERRED,
    kinship_weights,
    scene_weights,
    time_decay,
)
from service.relations.payments.customer_payments import customer_payments
from service.relations.referrals.chains import first_referrals
from service.tagging.declaration import Edge, Reading

#: A part of the weight of some ties: of all of them, or of each.
Parts = float | NDArray[np.floating[Any]]

#: Pairs are kept as one number, of which the leader has so many bits.
_BITS = 31


@dataclass(frozen=True)
class InfluenceTies:
    """Ties of one behaviour, one for each pair of a follower and a leader, sorted by them.

    `pair` int64[k] are the pairs of positions, as `pair_of` makes them; `weight` float64[k] > 0;
    `edges(rows)` are the edges behind some of them, a list each.
    """

    pair: Ints
    weight: Floats
    edges: Callable[[Ints], list[list[Edge]]]

    def rows_of(self, follower: Ints, leader: Ints) -> Ints:
        """Where each pair of positions stands among the ties; -1 where it does not.

        Cost: a sort of what is looked up, and a binary search each.
        """
        wanted = pair_of(follower, leader)
        if not len(self.pair):
            return np.full(len(wanted), -1)
        # In their order the look-ups stay in the cache: several times as fast on millions.
        order = np.argsort(wanted)
        at = np.empty(len(wanted), np.int64)
        at[order] = np.searchsorted(self.pair, wanted[order])
        at[at == len(self.pair)] = 0
        return np.where(self.pair[at] == wanted, at, -1)


def pair_of(follower: Ints, leader: Ints) -> Ints:
    """Pairs of positions as one number each, which sort by follower and then by leader."""
    return (follower << _BITS) + leader


def ends_of(pair: Ints) -> tuple[Ints, Ints]:
    """The followers and the leaders of pairs."""
    return pair >> _BITS, pair & ((1 << _BITS) - 1)


def factors(behaviour: Parts, scene: Parts, decay: Parts, weight: Parts) -> dict[str, Floats]:
    """The factors of some ties as evidence shows them, to four digits, a column each."""
    columns = np.broadcast_arrays(behaviour, scene, decay, weight)
    names = ("behaviour", "scene", "time_decay", "weight")
    return {
        name: column.astype(np.float64).round(4)
        for name, column in zip(names, columns, strict=True)
    }


def referral_ties(bank: Reading, settings: InfluenceSettings) -> InfluenceTies:
    """Each customer's first referral: later ones brought nobody in. Cost: a sort."""
    view = bank[Referrals]
    kept = first_referrals(bank)
    scene, decay = scene_weights(view.channel[kept]), time_decay(bank, view.at[kept], settings)
    weight = REFERRED.weight * scene * decay

    def properties(rows: Ints) -> dict[str, NDArray[Any]]:
        told = factors(REFERRED.weight, scene[rows], decay[rows], weight[rows])
        return {"at": view.at[kept[rows]], "channel": view.channel[kept[rows]], **told}

    pair = pair_of(view.referred_no[kept], view.referrer_no[kept])
    backwards = np.ones(len(kept), bool)
    named = named_among(numbers_named("REFERRED", view), kept)
    recorded = backwards, view.load_no[kept], named
    return _ties(bank, "REFERRED", pair, weight, recorded, properties)


def kinship_ties(bank: Reading, settings: InfluenceSettings) -> InfluenceTies:
    """Kin both ways; a pair recorded more than once counts by its closest relation."""
    view = bank[Kinships]
    closeness = kinship_weights(view.relation)
    follower = np.concatenate((view.a_no, view.b_no))
    leader = np.concatenate((view.b_no, view.a_no))
    row = np.tile(np.arange(len(view.a_no)), 2)
    backwards = np.arange(len(row)) >= len(view.a_no)
    ties = np.flatnonzero(follower != leader)
    relation = view.relation[row[ties]].astype(str)
    # The closest relation first, then one fixed row among equals.
    by = (-closeness[row[ties]], relation, backwards[ties])
    kept = ties[first_by(follower[ties], leader[ties], by=by)]
    pair = pair_of(follower[kept], leader[kept])
    weight, relation = closeness[row[kept]], view.relation[row[kept]]

    def properties(rows: Ints) -> dict[str, NDArray[Any]]:
        return {"relation": relation[rows], **factors(weight[rows], 1.0, 1.0, weight[rows])}

    named = named_among(numbers_named("KIN_OF", view), row[kept])
    recorded = backwards[kept], view.load_no[row[kept]], named
    return _ties(bank, "KIN_OF", pair, weight, recorded, properties)


def payment_ties(bank: Reading, settings: InfluenceSettings) -> InfluenceTies:
    """Payments from person to person up to the run's day, added up for each pair.

    Each payment counts by its own scene and age; the scene that is told is the mean, the newer
    payments counting for more. Linear in the payments, plus a sort of those between persons.
    """
    view, (pair, indptr, row) = bank[Payments], _between_persons(bank)
    payments = np.diff(indptr)
    load_no = max_by(indptr, view.load_no[row])
    at = view.at[row]
    last_at, decay = max_by(indptr, at), time_decay(bank, at, settings)
    decayed = _summed(indptr, decay)
    decay *= scene_weights(view.channel[row])
    in_scene = _summed(indptr, decay)
    weight = np.minimum(PAYMENT.weight * in_scene, PAYMENTS_MOST)
    # What is only told is told to four digits.
    scene = (in_scene / decayed).astype(np.float32)
    left = (decayed / payments).astype(np.float32)

    def properties(rows: Ints) -> dict[str, NDArray[Any]]:
        told = factors(PAYMENT.weight, scene[rows], left[rows], weight[rows])
        return {"payments": payments[rows], "last_at": last_at[rows], **told}

    forwards = np.zeros(len(pair), bool)
    return _ties(bank, "PAID", pair, weight, (forwards, load_no, NOT_NAMED), properties)


def _between_persons(bank: Reading) -> tuple[Ints, Ints, Ints]:
    """Who paid whom among persons: pairs, each once, and the payments of each as rows of the view.

    Comes back as (pair, indptr, row): those of pair k stand at row[indptr[k]:indptr[k + 1]].
    """
    # Nobody is no person: the outside is the last place, behind all customers.
    person = np.append(bank.is_person, False)
    paid = customer_payments(bank, lambda payer, payee: person[payer] & person[payee])
    pair, row = pair_of(paid.payer, paid.payee), paid.row
    del paid
    order = np.argsort(pair, kind="stable")
    pair, row = pair[order], row[order]
    indptr = runs(pair)
    return pair[indptr[:-1]], indptr, row


def _summed(indptr: Ints, value: Floats) -> Floats:
    """The sum of each run, in whole units: no byte depends on the order of rows."""
    whole = np.maximum(np.rint(value / LEAST).astype(np.int64), 1)
    return sum_by(indptr, whole) * LEAST


def _ties(
    bank: Reading,
    kind: str,
    pair: Ints,
    weight: Floats,
    recorded: tuple[NDArray[np.bool_], Ints, Named],
    properties: Callable[[Ints], dict[str, NDArray[Any]]],
) -> InfluenceTies:
    """Ties of one edge each; `properties(rows)` is what the edges of some say besides, as columns.

    `recorded` says of each edge whether it leads from the leader to the follower, the load, and the
    numbers that its record named.
    """
    backwards, load_no, named = recorded

    def edges(rows: Ints) -> list[list[Edge]]:
        follower, leader = (bank.customer_ids[end] for end in ends_of(pair[rows]))
        back = backwards[rows]
        begin, end = np.where(back, leader, follower), np.where(back, follower, leader)
        made = evidence_edges(
            *(kind, begin, end),
            load_no=load_no[rows],
            says=properties(rows),
            numbers=named_among(named, rows),
        )
        return [[edge] for edge in made]

    return InfluenceTies(pair, weight, edges)
