"""Guarantees by pairs of guarantor and borrower, and the sums that they come to."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cypher.engine.arrays import UNKNOWN, Ints, Texts
from cypher.view import GuaranteeColumns, Guarantees
from service.graph.arrays import Flags
from service.graph.csr import csr, grouped_by
from service.graph.cycles.arcs_on_cycles import arcs_on_cycles
from service.graph.tables.joins import ranked
from service.graph.tables.segments import expand, pair_key, runs, split_pair, sum_at
from service.money import money
from service.relations.edges.evidence import Records
from service.tagging.declaration import Edge, Reading


@dataclass(frozen=True)
class GuaranteePairs:
    """The guarantees in force, by pairs of guarantor and borrower; nobody stands for itself.

    `rows` are the guarantees by (guarantor, borrower, guarantee id), and those of pair p stand at
    `start[p]` up to, not including, `start[p + 1]`. `guarantor` and `borrower` int64[p] are the
    pairs' ends, positions of customers: pairs are sorted by them, and each is one party to either
    end, however many guarantees it has.
    """

    customer_ids: Texts
    rows: GuaranteeColumns
    start: Ints
    guarantor: Ints
    borrower: Ints

    @property
    def n(self) -> int:
        """How many customers the bank has."""
        return len(self.customer_ids)

    def borrowers(self) -> Ints:
        """For how many different borrowers each customer stands: int64[n]."""
        return np.bincount(self.guarantor, minlength=self.n)

    def guarantors(self) -> Ints:
        """How many different guarantors each customer has: int64[n]."""
        return np.bincount(self.borrower, minlength=self.n)

    def reverse(self) -> Ints:
        """Where the pair of the other direction stands, int64[p]; -1 where there is none."""
        key = pair_key(self.guarantor, self.borrower, self.n)
        wanted = pair_key(self.borrower, self.guarantor, self.n)
        at = np.searchsorted(key, wanted)
        at[at == len(key)] = 0
        return np.where(key[at] == wanted, at, -1)

    def on_circle(self) -> Flags:
        """Which pairs lie on a circle of three or more customers: bool[p]."""
        return arcs_on_cycles(self.n, self.guarantor, self.borrower)

    def counts(self, some: Ints) -> Ints:
        """How many guarantees some pairs have: int64, an entry for each of them."""
        return self.start[some + 1] - self.start[some]

    def rows_behind(self, some: Ints, most: int | None = None) -> Ints:
        """The rows of some pairs, one pair after the other: all, or the first `most` of each."""
        count = self.counts(some)
        count = count if most is None else np.minimum(count, most)
        _, rows = expand(count, self.start[some])
        return rows

    def by_guarantor(self) -> tuple[Ints, Ints]:
        """The rows of each guarantor, by borrower and id: (indptr int64[n + 1], rows)."""
        every = np.arange(len(self.rows.amount))
        return np.searchsorted(self.rows.guarantor_no, np.arange(self.n + 1)), every

    def by_borrower(self) -> tuple[Ints, Ints]:
        """The rows of each borrower, by guarantor and id: (indptr int64[n + 1], rows)."""
        return grouped_by(self.n, self.rows.borrower_no, np.arange(len(self.rows.amount)))

    def edges(self, some: ArrayLike) -> list[Edge]:
        """Some rows as edges of evidence, in their order. Linear in them."""
        return self._recorded.edges(np.asarray(some, np.int64))

    @cached_property
    def _recorded(self) -> Records:
        return Records("GUARANTEES", self.rows, self.customer_ids)


def guarantee_pairs(bank: Reading) -> GuaranteePairs:
    """Sort the guarantees in force by their pairs. Linear, plus a sort where a pair has several.

    The order of loaded rows changes nothing. Reads the view Guarantees.
    """
    view, n = bank[Guarantees], len(bank)
    kept = np.flatnonzero(view.guarantor_no != view.borrower_no)
    order = kept[csr(n, view.guarantor_no[kept], view.borrower_no[kept]).edge]
    key = pair_key(view.guarantor_no[order], view.borrower_no[order], n)
    start = runs(key)
    count = np.diff(start)
    # Texts are slow to sort, and few pairs have several guarantees.
    often = np.flatnonzero(np.repeat(count > 1, count))
    ids = view.guarantee_id[order[often]].astype(str)
    order[often] = order[often[np.lexsort((ids, key[often]))]]
    rows = type(view)(**{name: column[order] for name, column in vars(view).items()})
    guarantor, borrower = (end[start[:-1]] for end in (rows.guarantor_no, rows.borrower_no))
    return GuaranteePairs(bank.customer_ids, rows, start, guarantor, borrower)


@dataclass(frozen=True)
class Totals:
    """What guarantees come to, in sets of them: one sum for each currency, never across.

    Set i has the sums at `start[i]` up to, not including, `start[i + 1]`, by currency: `currency`
    and `amount`, of `count` guarantees each; `unknown[i]` of its guarantees name no amount.
    """

    start: Ints
    currency: list[str]
    amount: list[int]
    count: list[int]
    unknown: list[int]

    def sums(self, i: int) -> dict[str, int]:
        """A set's sum in each currency, of the amounts that are known."""
        places = range(int(self.start[i]), int(self.start[i + 1]))
        return {self.currency[place]: self.amount[place] for place in places}

    def facts(self, i: int) -> dict[str, Any]:
        """A set's sums as they are told, with the number of guarantees behind each."""
        places = range(int(self.start[i]), int(self.start[i + 1]))
        return {
            "amounts": [
                {
                    "currency": self.currency[place],
                    "amount": money(self.amount[place]),
                    "guarantees": self.count[place],
                }
                for place in places
            ],
            "unknown_amounts": self.unknown[i],
        }


def totals(pairs: GuaranteePairs, rows: Ints, of: Ints, count: int) -> Totals:
    """Add up guarantees: `rows` int64[k], each of the set that `of` int64[k] says, 0 to count - 1.

    Cost: a sort of the rows.
    """
    amount = pairs.rows.amount[rows]
    known = amount != UNKNOWN
    currency, currencies = ranked(pairs.rows.currency[rows[known]])
    key, which = np.unique(pair_key(of[known], currency, len(currencies)), return_inverse=True)
    of_sum, which_currency = split_pair(key, len(currencies))
    return Totals(
        np.searchsorted(of_sum, np.arange(count + 1)),
        [currencies[place] for place in which_currency.tolist()],
        sum_at(which, amount[known], len(key)).tolist(),
        np.bincount(which, minlength=len(key)).tolist(),
        np.bincount(of[~known], minlength=count).tolist(),
    )
