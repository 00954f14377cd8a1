"""Customers' payments of a year in sums: pairs that pay each other, pairs with the same parties."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view.accounts import AccountOwners, MonthlyPayments
from service.graph.similarity.cosine_pairs import cosine_pairs
from service.graph.tables.joins import matching_rows, ranked
from service.graph.tables.segments import max_by, pair_key, runs, split_pair, sum_by
from service.relations.affiliation.pair_evidence import PairEvidence, couple_key
from service.relations.edges.evidence import evidence_edge
from service.relations.payments.settings import PaymentSettings
from service.tagging.declaration import Edge, Reading

#: How many of the counterparties that two customers share are listed: those that weigh most.
COUNTERPARTIES_LISTED = 5


@dataclass(frozen=True)
class YearlyTotals:
    """A year's payments between different customers, sorted by (payer, payee, currency).

    One row for each payer, payee and currency; `payments` is their number, `amount` their sum.
    `currency` holds positions in `currencies`, which are sorted.
    """

    payer: Ints
    payee: Ints
    currency: Ints
    payments: Ints
    amount: Ints
    load_no: Ints
    currencies: list[str]

    def edge(self, bank: Reading, row: int) -> Edge:
        """The edge of one row."""
        return evidence_edge(
            "PAID",
            bank.customer_ids[self.payer[row]],
            bank.customer_ids[self.payee[row]],
            load_no=self.load_no[row],
            payments=self.payments[row],
            amount=self.amount[row],
            currency=self.currencies[self.currency[row]],
        )


def yearly_totals(bank: Reading) -> YearlyTotals:
    """The payments of the year to the run's day, from customer to customer.

    A payment from or to a joint account counts for each of its owners; payments of a customer to
    itself, and those from or to the outside, are left out. Cost: a sort of the monthly sums, and of
    the owners.
    """
    view, owners = bank[MonthlyPayments], bank[AccountOwners]
    inside = np.flatnonzero((view.from_no > 0) & (view.to_no > 0))
    row, owner = matching_rows(view.from_no[inside], owners.account_no)
    row, payer = inside[row], owners.customer_no[owner]
    paid, owner = matching_rows(view.to_no[row], owners.account_no)
    row, payer, payee = row[paid], payer[paid], owners.customer_no[owner]
    different = payer != payee
    row, payer, payee = row[different], payer[different], payee[different]

    currency, currencies = ranked(view.currency[row])
    key = pair_key(pair_key(payer, payee, len(bank)), currency, len(currencies))
    order = np.argsort(key, kind="stable")
    indptr, row = runs(key[order]), row[order]
    first = order[indptr[:-1]]
    return YearlyTotals(
        payer=payer[first],
        payee=payee[first],
        currency=currency[first],
        payments=sum_by(indptr, view.payments[row]),
        amount=sum_by(indptr, view.amount[row]),
        load_no=max_by(indptr, view.load_no[row]),
        currencies=currencies,
    )


def contacts(bank: Reading, paid: YearlyTotals) -> PairEvidence:
    """Pairs that pay each other, in both directions; a look-up for each pair that deals."""
    indptr = runs(paid.payer, paid.payee)
    payer, payee = paid.payer[indptr[:-1]], paid.payee[indptr[:-1]]
    key = pair_key(payer, payee, len(bank))
    out = np.flatnonzero(payer < payee)
    back = pair_key(payee[out], payer[out], len(bank))
    at = np.minimum(np.searchsorted(key, back), max(len(key) - 1, 0))
    mutual = key[at] == back
    out, back_at = out[mutual], at[mutual]

    def edges(k: int) -> Iterator[Edge]:
        for way in (out[k], back_at[k]):
            yield from (paid.edge(bank, row) for row in range(indptr[way], indptr[way + 1]))

    none = np.zeros(len(out), np.int64)
    return PairEvidence("contact", ("payments",), key[out], none, np.ones(len(out)), edges)


def alike_in_dealings(bank: Reading, paid: YearlyTotals, settings: PaymentSettings) -> PairEvidence:
    """Pairs that pay, and are paid by, much the same parties.

    A customer's vector has one dimension for each payee and currency and one for each payer and
    currency, in which the amount stands: sums in different currencies are never added up. A
    counterparty that more than `hub_customers` others deal with (a power company, a large shop) is
    a hub: all its dimensions are left out of every vector, so what is left is few pairs a
    counterparty, `hub_customers` / 2 a customer of it. The piece's strength is the cosine. Cost:
    that of `cosine_pairs`, on what is left.
    """
    n = len(bank)
    couples = np.unique(couple_key(paid.payer, paid.payee, n))
    partners = np.bincount(np.concatenate(split_pair(couples, n)), minlength=n)
    hub = partners > settings.hub_customers
    # Entries: for the payer its payee, then for the payee its payer.
    arc = np.concatenate((np.flatnonzero(~hub[paid.payee]), np.flatnonzero(~hub[paid.payer])))
    paying = np.arange(len(arc)) < np.count_nonzero(~hub[paid.payee])
    row = np.where(paying, paid.payer[arc], paid.payee[arc])
    thing = np.where(paying, paid.payee[arc], paid.payer[arc])
    side = paid.currency[arc] * 2 + ~paying
    order = np.lexsort((side, thing, row))
    arc, row, thing, side = arc[order], row[order], thing[order], side[order]
    value = paid.amount[arc]
    low, high, cosine, shared = cosine_pairs(
        n=n,
        row=row,
        thing=thing,
        side=side,
        value=value,
        cosine=settings.behaviour_cosine,
        things=settings.behaviour_counterparties,
    )
    column = pair_key(thing, side, 2 * len(paid.currencies))
    starts = np.searchsorted(row, np.stack((low, high)))
    ends = np.searchsorted(row, np.stack((low, high)), "right")

    def edges(k: int) -> Iterable[Edge]:
        mine, theirs = (np.arange(a, z) for a, z in zip(starts[:, k], ends[:, k], strict=True))
        _, here, there = np.intersect1d(column[mine], column[theirs], True, True)
        mine, theirs = mine[here], theirs[there]
        of = np.unique(thing[mine], return_inverse=True)[1]
        weight = np.bincount(of, value[mine] * value[theirs])
        listed = np.argsort(-weight, kind="stable")[:COUNTERPARTIES_LISTED]
        shown = np.isin(of, listed)
        rows = np.concatenate((arc[mine[shown]], arc[theirs[shown]])).tolist()
        return (paid.edge(bank, row) for row in rows)

    def facts(k: int) -> Mapping[str, Any]:
        return {"cosine": float(cosine[k]), "counterparties_in_common": int(shared[k])}

    none = np.zeros(len(low), np.int64)
    return PairEvidence(
        method="behaviour",
        clues=("counterparties",),
        pair=couple_key(low, high, n),
        clue=none,
        strength=cosine,
        edges=edges,
        facts=facts,
        hubs={"counterparty": int(hub.sum())},
    )
