"""Ties of customers, each pair once for each type: what the scorecard of closeness counts."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view import Identifiers, Identities
from cypher.view.accounts import AccountHolders, AccountOwners, Accounts, Payments
from service.graph.csr import csr
from service.graph.tables.segments import last_by, max_by, pair_key, runs, split_pair
from service.relations.affiliation.pair_evidence import (
    PairEvidence,
    attributes_in_common,
    couple_key,
    shared_accounts,
)
from service.relations.edges.customer_edges import BETWEEN_CUSTOMERS
from service.relations.edges.evidence import evidence_edge
from service.relations.payments.cash_flows import in_order
from service.relations.payments.customer_payments import (
    OUTSIDE,
    account_names,
    customer_payments,
    payment_edge,
)
from service.relations.proximity.scorecard import FACTORS
from service.relations.proximity.settings import ProximitySettings
from service.relations.proximity.whole_graph import EdgeTable, between_customers
from service.tagging.declaration import Edge, Reading
from service.tagging.shared import once

#: What `tied_pairs` reads.
VIEWS = (
    *(view for kind, (view, *_) in BETWEEN_CUSTOMERS.items() if kind in FACTORS),
    AccountHolders,
    AccountOwners,
    Accounts,
    Identifiers,
    Identities,
    Payments,
)


@dataclass(frozen=True)
class Pairs:
    """Pairs of different customers who are tied by one type, each once, sorted.

    `low` < `high` int64[k] are positions; `at` int64[k] is when the tie was last seen, in
    milliseconds since 1970, None where it is one that lasts. `edges(k)` are the records that show
    the k-th: of several the largest or latest.
    """

    type: str
    low: Ints
    high: Ints
    at: Ints | None
    edges: Callable[[int], list[Edge]]


def tied_pairs(bank: Reading, settings: ProximitySettings) -> list[Pairs]:
    """The tied pairs by type, in the order of FACTORS.

    Offices, holdings, guarantees and the like as they are valid on the run's day; payments and
    referrals up to it, whichever way; accounts that both may use; identifiers that both use, as
    `shared_attributes` compares them, unless more than `hub_customers` customers do. Linear in the
    records, plus sorts of them and the pairs that share something.
    """
    types = [kind for kind in BETWEEN_CUSTOMERS if kind in FACTORS]
    found = {ties.type: _recorded(bank, ties) for ties in between_customers(bank, types)}
    found["PAID"] = _paid(bank)
    accounts = shared_accounts(bank, settings.hub_customers)
    attributes = once(bank, attributes_in_common, settings)
    found["HOLDS"] = _sharing(bank, "HOLDS", accounts, "")
    # A name is no identifier: two may be called alike by chance.
    found["SHARES"] = _sharing(bank, "SHARES", attributes, "name")
    return [found[kind] for kind in FACTORS]


def _recorded(bank: Reading, ties: EdgeTable) -> Pairs:
    """The pairs of records between two customers."""
    proper = np.flatnonzero(ties.begin != ties.end)
    pair = couple_key(ties.begin[proper], ties.end[proper], len(bank))
    order = np.argsort(pair, kind="stable")
    rows, pair = proper[order], pair[order]
    indptr = runs(pair)
    size = np.diff(indptr)
    # Only pairs with several records need one to be chosen.
    several = np.flatnonzero(np.repeat(size > 1, size))
    at = rows[several]
    backward = ties.begin[at] > ties.end[at]
    by = (ties.load_no[at], backward, *ties.telling(at)[::-1], pair[several])
    rows[several] = at[np.lexsort(by)]
    rows, pair = rows[indptr[:-1]], pair[indptr[:-1]]
    ids = bank.customer_ids

    def edges(k: int) -> list[Edge]:
        row = int(rows[k])
        ends = ids[ties.begin[row]], ids[ties.end[row]]
        return [evidence_edge(ties.type, *ends, load_no=ties.load_no[row], **ties.says(row))]

    when = ties.said["at"][rows] if FACTORS[ties.type].dated else None
    return Pairs(ties.type, *_ends(bank, pair), when, edges)


def _paid(bank: Reading) -> Pairs:
    """The pairs who paid each other, with their last payment; of equally late ones the largest."""
    paid, view = customer_payments(bank), bank[Payments]
    inside = np.flatnonzero((paid.payer != OUTSIDE) & (paid.payee != OUTSIDE))
    payer, payee, row = paid.payer[inside], paid.payee[inside], paid.row[inside]
    del paid, inside
    low, high = np.minimum(payer, payee), np.maximum(payer, payee)
    order = csr(len(bank), low, high).edge
    payer, payee, row = payer[order], payee[order], row[order]
    pair = pair_key(low[order], high[order], len(bank))
    indptr, at = runs(pair), view.at[row]
    last_at, payments = max_by(indptr, at), np.diff(indptr)
    late = np.flatnonzero(at == np.repeat(last_at, payments))
    names = account_names(bank)
    keys = (payer[late], view.amount[row[late]], pair[late])
    late = late[in_order(bank, names, row[late], keys)]
    last = late[last_by(pair[late])]

    def edges(k: int) -> list[Edge]:
        at = int(last[k])
        edge = payment_edge(bank, names, int(row[at]), int(payer[at]), int(payee[at]))
        return [edge._replace(properties={**edge.properties, "payments": int(payments[k])})]

    return Pairs("PAID", *_ends(bank, pair[indptr[:-1]]), last_at, edges)


def _sharing(bank: Reading, kind: str, found: PairEvidence, without: str) -> Pairs:
    """The pairs who share a thing; of several the first by what it is and how it is written."""
    clues = np.array([clue != without for clue in found.clues])
    piece = np.flatnonzero(clues[found.clue])
    pair = found.pair[piece]
    first = runs(pair)

    def edges(k: int) -> list[Edge]:
        pieces = piece[first[k] : first[k + 1]].tolist()
        told = [(int(found.clue[piece]), list(found.edges(piece))) for piece in pieces]
        return min(told, key=lambda each: (each[0], [(e.to_id, e.load_no) for e in each[1]]))[1]

    return Pairs(kind, *_ends(bank, pair[first[:-1]]), None, edges)


def _ends(bank: Reading, pair: Ints) -> tuple[Ints, Ints]:
    return split_pair(pair, len(bank))
