"""Lists of a customer's guarantees: the largest first, cut where they get long, and summed up."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cypher.engine.arrays import Ints
from service.relations.guarantees.guarantee_pairs import GuaranteePairs, totals
from service.relations.guarantees.settings import GuaranteeSettings
from service.tagging.chunked_details import chunked_details
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import NAMED, listed_en


def held_by_many(
    pairs: GuaranteePairs, counted: str, settings: GuaranteeSettings, grades: tuple[Grade, ...]
) -> Holdings:
    """The customers with `guarantee_many` different "borrowers" or "guarantors" (`counted`).

    The score is how many. Several guarantees between the same two are one party.
    """
    count, grouped = {
        "borrowers": (pairs.borrowers, pairs.by_guarantor),
        "guarantors": (pairs.guarantors, pairs.by_borrower),
    }[counted]
    parties = count()
    holders = np.flatnonzero(parties >= settings.guarantee_many)

    def make(i: int, edges: list[Edge], facts: dict[str, Any]) -> Detail:
        value = {counted: int(parties[holders[i]])}
        return Detail(value, edges, {**value, **facts})

    score = parties[holders].astype(float)
    detail = listed_guarantees(pairs, grouped(), holders, settings, make)
    return Holdings(holders, score, by_floor(score, grades), detail)


def told_parties(told: Told, end: str, count: int) -> Text:
    """The `count` parties at one end ("from" or "to") of the edges: a few by name."""
    ids = list(dict.fromkeys(edge[end] for edge in told.edges))[:NAMED]
    names = [told.name(customer_id) for customer_id in ids]
    others = count - len(names)
    if not others:
        return Text("、".join(names), listed_en(names))
    counted = "1 other" if others == 1 else f"{others} others"
    return Text(f"{'、'.join(names)}等", f"{', '.join(names)} and {counted}")


def listed_guarantees(
    pairs: GuaranteePairs,
    grouped: tuple[Ints, Ints],
    holders: Ints,
    settings: GuaranteeSettings,
    make: Callable[[int, list[Edge], dict[str, Any]], Detail],
) -> Callable[[int], Detail]:
    """A `Holdings.detail` that lists each holder's guarantees, the largest first.

    `grouped` is the pairs' `by_guarantor()` or `by_borrower()`. `make(i, edges, facts)` makes the
    i-th holder's detail of the guarantees that are listed, `evidence_max_edges` at most, and of
    what all of them come to: "guarantees" (how many), "amounts" (a sum a currency),
    "unknown_amounts", "edges_hidden". Cost: a sort of the guarantees, a block of holders at a time.
    """
    indptr, rows = grouped
    most = settings.evidence_max_edges

    def block(first: int, last: int) -> list[Detail]:
        starts, ends = indptr[holders[first:last]], indptr[holders[first:last] + 1]
        bound = np.concatenate(([0], np.cumsum(ends - starts)))
        of = np.repeat(np.arange(last - first), ends - starts)
        own = rows[np.arange(bound[-1]) - (bound[:-1] - starts)[of]]
        sums = totals(pairs, own, of, last - first)
        own = own[_largest_first(pairs, own, of, settings.currency)]
        details = []
        for i, (begin, end) in enumerate(zip(bound[:-1].tolist(), bound[1:].tolist(), strict=True)):
            edges = pairs.edges(own[begin : min(end, begin + most)])
            facts = {
                "guarantees": end - begin,
                **sums.facts(i),
                "edges_hidden": end - begin - len(edges),
            }
            details.append(make(first + i, edges, facts))
        return details

    return chunked_details(len(holders), block)


def _largest_first(pairs: GuaranteePairs, rows: Ints, of: Ints, currency: str) -> Ints:
    """Where the guarantees stand within their sets: those in a currency first, the largest first.

    Then come those in other currencies, by currency, as they cannot be compared, and last those of
    unknown amount. Equal ones keep their order.
    """
    amount, currencies = pairs.rows.amount[rows], pairs.rows.currency[rows]
    rank = np.where(np.isnan(amount), 2, np.where(currencies == currency, 0, 1))
    other = np.where(rank == 1, currencies, "").astype(str)
    _, by_currency = np.unique(other, return_inverse=True)
    in_order: Ints = np.lexsort((-np.nan_to_num(amount), by_currency, rank, of))
    return in_order
