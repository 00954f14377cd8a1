"""Lists of a customer's guarantees: the largest first, cut where they get long, and summed up."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cypher.engine.arrays import UNKNOWN, Ints
from service.graph.tables.segments import expand
from service.relations.guarantees.guarantee_pairs import GuaranteePairs, totals
from service.relations.guarantees.settings import GuaranteeSettings
from service.tagging.chunked_details import chunked_details
from service.tagging.declaration import Detail, Edge, Text, Told
from service.tagging.sentences import NAMED, listed_en, plural


def told_parties(told: Told, end: str, count: int) -> Text:
    """The `count` parties at one end ("from" or "to") of the edges: a few by name."""
    ids = list(dict.fromkeys(edge[end] for edge in told.edges))[:NAMED]
    names = [told.name(customer_id) for customer_id in ids]
    others = count - len(names)
    if not others:
        return Text("、".join(names), listed_en(names))
    return Text(f"{'、'.join(names)}等", f"{', '.join(names)} and {plural(others, 'other')}")


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
        of, place = expand(ends - starts, starts)
        own = rows[place]
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
    rank = np.where(amount == UNKNOWN, 2, np.where(currencies == currency, 0, 1))
    other = np.where(rank == 1, currencies, "").astype(str)
    _, by_currency = np.unique(other, return_inverse=True)
    return np.lexsort((-amount, by_currency, rank, of))
