"""Ties of referral, kinship and payment, each pair of customers once, with their weights."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cypher.arrays import Floats, Ints
from cypher.view import Kinships, Referrals
from cypher.view.accounts import Payments
from service.graph.csr import csr
from service.settings import Settings
from service.tagging.declaration import Edge, Reading
from service.tagging.influence_weights import (
    KINSHIP,
    LEAST,
    PAYMENT,
    PAYMENTS_MOST,
    REFERRED,
    scene_weights,
    time_decay,
)
from service.tagging.payments import OUTSIDE, customer_payments, instants
from service.tagging.referral_chains import first_referrals


@dataclass(frozen=True)
class Ties:
    """Ties of one behaviour, one for each pair, sorted by (follower, leader) as positions.

    `weight` float64[k] > 0; `edges(rows)` are the edges behind some of them, a list each.
    """

    follower: Ints
    leader: Ints
    weight: Floats
    edges: Callable[[Ints], list[list[Edge]]]

    def rows_of(self, follower: Ints, leader: Ints, n: int) -> Ints:
        """Where each pair of positions below n stands among the ties; -1 where it does not."""
        keys = self.follower * n + self.leader
        wanted = follower * n + leader
        if not len(keys):
            return np.full(len(wanted), -1)
        # In their order the look-ups stay in the cache: several times as fast on millions.
        order = np.argsort(wanted)
        at = np.empty(len(wanted), np.int64)
        at[order] = np.searchsorted(keys, wanted[order])
        at[at == len(keys)] = 0
        return np.where(keys[at] == wanted, at, -1)


def factors(behaviour: float, scene: float, decay: float, weight: float) -> dict[str, Any]:
    """The factors of a tie as evidence shows them."""
    return {
        "behaviour": round(behaviour, 4),
        "scene": round(scene, 4),
        "time_decay": round(decay, 4),
        "weight": round(weight, 4),
    }


def referral_ties(bank: Reading, settings: Settings) -> Ties:
    """Each customer's first referral: later ones brought nobody in. Cost: a sort."""
    view = bank[Referrals]
    kept = first_referrals(bank)
    scene, decay = scene_weights(view.channel[kept]), time_decay(bank, view.at[kept], settings)
    weight = REFERRED.weight * scene * decay

    def properties(rows: Ints) -> list[dict[str, Any]]:
        return [
            {"at": at, "channel": channel, **factors(REFERRED.weight, *said)}
            for at, channel, *said in zip(
                instants(view.at[kept[rows]]),
                view.channel[kept[rows]].tolist(),
                *(each[rows].tolist() for each in (scene, decay, weight)),
                strict=True,
            )
        ]

    ends = view.referred_no[kept], view.referrer_no[kept]
    backwards = np.ones(len(kept), bool)
    edges = _edges(bank, "REFERRED", ends, backwards, view.load_no[kept], properties)
    return Ties(*ends, weight, edges)


def kinship_ties(bank: Reading, settings: Settings) -> Ties:
    """Kin both ways; a pair recorded more than once counts by its closest relation."""
    del settings
    view = bank[Kinships]
    closeness = np.array([KINSHIP[relation].weight for relation in view.relation], np.float64)
    follower = np.concatenate((view.a_no, view.b_no))
    leader = np.concatenate((view.b_no, view.a_no))
    row = np.tile(np.arange(len(view.a_no)), 2)
    backwards = np.arange(len(row)) >= len(view.a_no)
    # The row to keep comes first: the closest relation, then one fixed row among equals.
    ties = np.flatnonzero(follower != leader)
    relation = view.relation[row[ties]].astype(str)
    by = (backwards[ties], relation, -closeness[row[ties]], leader[ties], follower[ties])
    ties = ties[np.lexsort(by)]
    _, first = np.unique(follower[ties] * len(bank) + leader[ties], return_index=True)
    kept = ties[first]
    weight, relation = closeness[row[kept]], view.relation[row[kept]]

    def properties(rows: Ints) -> list[dict[str, Any]]:
        return [
            {"relation": each, **factors(own, 1.0, 1.0, own)}
            for each, own in zip(relation[rows].tolist(), weight[rows].tolist(), strict=True)
        ]

    ends = follower[kept], leader[kept]
    edges = _edges(bank, "KIN_OF", ends, backwards[kept], view.load_no[row[kept]], properties)
    return Ties(*ends, weight, edges)


def payment_ties(bank: Reading, settings: Settings) -> Ties:
    """Payments from person to person up to the run's day, added up for each pair.

    Each payment counts by its own scene and age; the scene that is told is the mean, the newer
    payments counting for more. Linear in the payments, plus a sort of those between persons.
    """
    paid, view = customer_payments(bank), bank[Payments]
    known = (paid.payer != OUTSIDE) & (paid.payee != OUTSIDE)
    counted = known & bank.is_person[paid.payer] & bank.is_person[paid.payee]
    payer, payee, row = paid.payer[counted], paid.payee[counted], paid.row[counted]
    del paid, known, counted
    order = csr(len(bank), payer, payee).edge
    payer, payee, row = payer[order], payee[order], row[order]
    new = np.ones(len(row), bool)
    new[1:] = (payer[1:] != payer[:-1]) | (payee[1:] != payee[:-1])
    first = np.flatnonzero(new)
    payments = np.diff(np.append(first, len(row)))
    at, load_no = view.at[row], view.load_no[row]
    decay = time_decay(bank, at, settings)
    decayed = _summed(decay, first)
    in_scene = _summed(decay * scene_weights(view.channel[row]), first)
    last_at = np.maximum.reduceat(at, first) if len(first) else at
    load_no = np.maximum.reduceat(load_no, first) if len(first) else load_no
    weight = np.minimum(PAYMENT.weight * in_scene, PAYMENTS_MOST)

    def properties(rows: Ints) -> list[dict[str, Any]]:
        return [
            {"payments": count, "last_at": last, **factors(PAYMENT.weight, *said)}
            for count, last, *said in zip(
                payments[rows].tolist(),
                instants(last_at[rows]),
                (in_scene[rows] / decayed[rows]).tolist(),
                (decayed[rows] / payments[rows]).tolist(),
                weight[rows].tolist(),
                strict=True,
            )
        ]

    ends = payer[first], payee[first]
    forwards = np.zeros(len(first), bool)
    return Ties(*ends, weight, _edges(bank, "PAID", ends, forwards, load_no, properties))


def _summed(value: Floats, first: Ints) -> Floats:
    """Sums from each first to the next, in whole units: no byte depends on the order of rows."""
    if not len(first):
        return value
    whole = np.maximum(np.rint(value / LEAST).astype(np.int64), 1)
    sums: Floats = np.add.reduceat(whole, first) * LEAST
    return sums


def _edges(
    bank: Reading,
    kind: str,
    ends: tuple[Ints, Ints],
    backwards: NDArray[np.bool_],
    load_no: Ints,
    properties: Callable[[Ints], list[dict[str, Any]]],
) -> Callable[[Ints], list[list[Edge]]]:
    """One edge a tie, as it was recorded: `backwards` where that is from leader to follower."""

    def edges(rows: Ints) -> list[list[Edge]]:
        follower, leader = (bank.customer_ids[end[rows]] for end in ends)
        back = backwards[rows]
        return [
            [Edge(kind, from_id, to_id, load, said)]
            for from_id, to_id, load, said in zip(
                np.where(back, leader, follower).tolist(),
                np.where(back, follower, leader).tolist(),
                load_no[rows].tolist(),
                properties(rows),
                strict=True,
            )
        ]

    return edges
