"""Loss edges: how much one customer loses when another fails, and the record that says so."""

from collections import Counter
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from cypher.engine.arrays import UNKNOWN, Floats, Ints, Texts, as_doubles
from cypher.view import Dependencies, Exposures, Finances, Guarantees, Obligations
from cypher.vocabulary import EDGE_TYPES
from service.graph.arrays import Flags
from service.graph.csr import csr
from service.graph.tables.segments import pair_key, runs, sum_at
from service.relations.contagion.settings import ContagionSettings
from service.relations.edges.evidence import Named, evidence_edge, named_in, numbers_named
from service.tagging.declaration import Edge, Reading

#: What the loss edges are made from.
VIEWS = (Dependencies, Exposures, Finances, Guarantees, Obligations)

#: The edge types behind a loss, by the numbers that `LossEdges.kind` holds.
TYPES = ("GUARANTEES", "OWES", "DEPENDS_ON")
GUARANTEE, OBLIGATION, DEPENDENCY = range(3)
#: Those that parties can agree to take away: a customer cannot give up living from another.
REMOVABLE = tuple(name for kind, name in enumerate(TYPES) if kind != DEPENDENCY)


@dataclass(frozen=True)
class LossEdges:
    """One row a stored edge, by (failing, loser, kind, guarantee id): `loser` loses `amount`.

    `failing`, `loser` int64[m] are positions of customers, never the same; `kind` int64[m] is
    GUARANTEE, OBLIGATION or DEPENDENCY; `amount` int64[m] > 0 is in ten-thousandths of the bank's
    currency. `share` float64[m] is the dependency's, NaN elsewhere; `assumed` bool[m]: the
    guarantee names no amount, and the borrower's exposure stands for it; `record` int64[m] is the
    row of the view that the record of its kind is read in. The stored edge of a row
    leads from the loser to the one who fails, save an obligation, which leads from the debtor, who
    fails, to the creditor.
    """

    failing: Ints
    loser: Ints
    kind: Ints
    amount: Ints
    share: Floats
    assumed: Any
    guarantee_id: Texts
    load_no: Ints
    record: Ints

    def ends(self, row: int) -> tuple[int, int]:
        """Where the stored edge of a row begins and where it ends, as positions."""
        pair = int(self.loser[row]), int(self.failing[row])
        return pair[::-1] if self.kind[row] == OBLIGATION else pair

    def taken(self, rows: Any) -> "LossEdges":
        """Some of the rows, in their order; `rows` are positions or flags. Linear in them."""
        return LossEdges(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True)
class LossTables:
    """The loss edges of a bank, and what its customers have to bear losses with.

    `equity` (net assets), `cash` (assets kept at the bank) and `exposure` (what the bank has lent)
    are float64[n] in ten-thousandths of the bank's currency, NaN where unknown; `numbers` are those
    that the records of each of TYPES named. `at_risk`
    float64[n] is what of that no cover stands for, and `undrawn` float64[n] what may still be
    drawn, 0 where there is nothing; `borrows` bool[n] whether anything is drawn, in whatever
    currency. `unknown` counts what could not be taken in, or is not known: see `loss_edges`.
    """

    customer_ids: Texts
    currency: str
    edges: LossEdges
    numbers: tuple[Named, ...]
    equity: Floats
    cash: Floats
    exposure: Floats
    at_risk: Floats
    undrawn: Floats
    borrows: Flags
    unknown: dict[str, int]

    def __len__(self) -> int:
        """How many customers there are."""
        return len(self.customer_ids)

    def rows_of(self, kind: Ints, begins: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Where the rows of stored edges start and end, int64[k] each; equal where there are none.

        `kind`, `begins` and `ends` int64[k]: the number in TYPES and the ends of each stored edge;
        an end of -1 has none. Linear in the edges.
        """
        rows = np.zeros((2, len(kind)), np.int64)
        known = np.flatnonzero((begins >= 0) & (ends >= 0))
        kind, begins, ends = kind[known], begins[known], ends[known]
        owed = kind == OBLIGATION
        failing, loser = np.where(owed, begins, ends), np.where(owed, ends, begins)
        key = edge_key(self.edges.failing, self.edges.loser, self.edges.kind, n=len(self))
        wanted = edge_key(failing, loser, kind, n=len(self))
        rows[0, known] = np.searchsorted(key, wanted, "left")
        rows[1, known] = np.searchsorted(key, wanted, "right")
        return rows[0], rows[1]

    def edge(self, row: int) -> Edge:
        """The stored edge behind a row.

        It says what its record says, and `amount`, what the loser loses: of a dependency the share
        of the year's receipts, of a guarantee without an amount the borrower's exposure.
        """
        edges = self.edges
        begins, ends = edges.ends(row)
        said: dict[str, Any] = {
            "amount": edges.amount[row],
            "currency": self.currency,
        }
        if edges.kind[row] == GUARANTEE:
            said = {"guarantee_id": edges.guarantee_id[row], **said}
            if edges.assumed[row]:
                said["amount_is"] = "exposure of the borrower"
        elif edges.kind[row] == DEPENDENCY:
            said |= {"basis": "receipts", "share_of_receipts": float(edges.share[row])}
        begin, end = self.customer_ids[begins], self.customer_ids[ends]
        kind, record = edges.kind[row], int(edges.record[row])
        numbers = named_in(self.numbers[kind], record)
        return evidence_edge(
            TYPES[kind], begin, end, load_no=edges.load_no[row], numbers=numbers, **said
        )


def loss_edges(bank: Reading, settings: ContagionSettings) -> LossTables:
    """Find who loses how much when whom fails; nobody loses by its own failure.

    The guarantor loses the guarantee's amount when the borrower fails; where that is unknown what
    the bank has lent to the borrower, once however many such guarantees the pair has (the first by
    id). The creditor loses what the debtor owes it. A customer recorded as dependent by receipts
    loses that share of its annual receipts. Amounts of nothing are left out. Amounts in other
    currencies than the bank's are never added up: they are left out and counted; net assets,
    assets and receipts are taken to be in the bank's own.

    `unknown` counts: `guarantees` without an amount for a borrower of whom no exposure is known,
    `dependencies` without a share or annual receipts, `other_currency` edges left out for it,
    `exposures` of the bank's own in another currency, which are in no loss of the bank,
    `net_assets`, customers with something to lose who have none on record, and `assets`, debtors
    of whom it is not known what they keep at the bank.
    Source: domain convention for guarantees and dependencies; equity and exposures between
    customers as in Battiston et al. 2012 and Eisenberg, Noe 2001.
    Cost: linear in the views' rows, plus a sort of the guarantees of pairs that have several.
    """
    exposure, cash = _exposures(bank, settings.currency), as_doubles(_of_customers(bank, "assets"))
    unknown = Counter(guarantees=0, dependencies=0, other_currency=0, exposures=0)
    at_risk, undrawn, borrows = _at_risk(bank, settings.currency, unknown)
    edges = _in_order(
        len(bank),
        _guarantees(bank, settings.currency, exposure, unknown),
        _obligations(bank, settings.currency, unknown),
        _dependencies(bank, _of_customers(bank, "annual_receipts"), unknown),
    )
    debtor = edges.failing[edges.kind == OBLIGATION]
    equity = as_doubles(bank.net_assets)
    unknown["net_assets"] = _unknown_of(equity, edges.loser)
    unknown["assets"] = _unknown_of(cash, debtor)
    return LossTables(
        bank.customer_ids,
        settings.currency,
        edges,
        tuple(numbers_named(name, bank[EDGE_TYPES[name].view]) for name in TYPES),
        equity,
        cash,
        as_doubles(exposure),
        at_risk,
        undrawn,
        borrows,
        dict(unknown),
    )


def _exposures(bank: Reading, currency: str) -> Ints:
    """What each customer has drawn and not settled; UNKNOWN where nothing is on record."""
    view = bank[Exposures]
    counted = view.currency == currency
    customer = view.customer_no[counted]
    exposure = sum_at(customer, view.drawn[counted], len(bank))
    exposure[np.bincount(customer, minlength=len(bank)) == 0] = UNKNOWN
    return exposure


def _at_risk(bank: Reading, currency: str, left: Counter[str]) -> tuple[Floats, Floats, Flags]:
    """What the bank loses by each customer that fails, what it may still draw, whether it has.

    What is drawn less its cover is lost, at least nothing for each exposure: the cover of one loan
    stands for no other.
    """
    view, n = bank[Exposures], len(bank)
    own, drawn = view.currency == currency, view.drawn > 0
    left.update(exposures=int((drawn & ~own).sum()))
    uncovered = np.maximum(view.drawn - view.covered, 0)
    at_risk, undrawn = (
        sum_at(view.customer_no[own], amount[own], n).astype(np.float64)
        for amount in (uncovered, view.undrawn)
    )
    return at_risk, undrawn, np.bincount(view.customer_no[drawn], minlength=n) > 0


def _of_customers(bank: Reading, column: str) -> Ints:
    view = bank[Finances]
    value = np.full(len(bank), UNKNOWN)
    value[view.customer_no] = getattr(view, column)
    return value


def _unknown_of(value: Floats, customers: Ints) -> int:
    """Of how many of the customers, each counted once, a value is unknown."""
    among = np.zeros(len(value), np.bool_)
    among[customers] = True
    return int((among & np.isnan(value)).sum())


def _edges(kind: int, failing: Ints, loser: Ints, amount: Ints, **columns: Any) -> LossEdges:
    count = len(failing)
    empty = {
        "share": np.full(count, np.nan),
        "assumed": np.zeros(count, np.bool_),
        "guarantee_id": np.full(count, "", object),
    }
    return LossEdges(
        failing=failing, loser=loser, kind=np.full(count, kind), amount=amount, **(empty | columns)
    )


def _guarantees(bank: Reading, currency: str, exposure: Ints, left: Counter[str]) -> LossEdges:
    view = bank[Guarantees]
    own = view.currency == currency
    assumed = view.amount == UNKNOWN
    amount = np.where(assumed, exposure[view.borrower_no], view.amount)
    known = amount != UNKNOWN
    left.update(guarantees=int((own & ~known).sum()), other_currency=int((~own).sum()))
    kept = own & known
    return _edges(
        GUARANTEE,
        view.borrower_no[kept],
        view.guarantor_no[kept],
        amount[kept],
        assumed=assumed[kept],
        guarantee_id=view.guarantee_id[kept],
        load_no=view.load_no[kept],
        record=np.flatnonzero(kept),
    )


def _obligations(bank: Reading, currency: str, left: Counter[str]) -> LossEdges:
    view = bank[Obligations]
    own = view.currency == currency
    left.update(other_currency=int((~own).sum()))
    return _edges(
        OBLIGATION,
        view.debtor_no[own],
        view.creditor_no[own],
        view.amount[own],
        load_no=view.load_no[own],
        record=np.flatnonzero(own),
    )


def _dependencies(bank: Reading, receipts: Ints, left: Counter[str]) -> LossEdges:
    view = bank[Dependencies]
    by_receipts = view.basis == "receipts"
    amount = view.share * as_doubles(receipts[view.dependent_no])
    known = ~np.isnan(amount)
    left.update(dependencies=int((by_receipts & ~known).sum()))
    kept = by_receipts & known
    return _edges(
        DEPENDENCY,
        view.provider_no[kept],
        view.dependent_no[kept],
        np.rint(amount[kept]).astype(np.int64),
        share=view.share[kept],
        load_no=view.load_no[kept],
        record=np.flatnonzero(kept),
    )


def _in_order(n: int, *found: LossEdges) -> LossEdges:
    """All edges that make somebody else lose something, in the order of their ends.

    `found` come by their kind. An exposure that guarantees stand for counts once a pair.
    """
    columns = [[getattr(part, field.name) for part in found] for field in fields(LossEdges)]
    every = LossEdges(*map(np.concatenate, columns))
    every = every.taken((every.amount > 0) & (every.failing != every.loser))
    every = every.taken(csr(n, every.failing, every.loser).edge)
    key = edge_key(every.failing, every.loser, every.kind, n=n)
    every = every.taken(_by_id(key, every.guarantee_id))
    assumed = np.flatnonzero(every.assumed)
    kept = ~every.assumed
    kept[assumed[runs(key[assumed])[:-1]]] = True
    return every if kept.all() else every.taken(kept)


def edge_key(failing: Ints, loser: Ints, kind: Ints, *, n: int) -> Ints:
    """The `pair_key` of the ends of edges among n customers, and of their kind."""
    return pair_key(pair_key(failing, loser, n), kind, len(TYPES))


def _by_id(key: Ints, ids: Texts) -> Ints:
    """The order by id of those that have the same key; `key` is sorted.

    Texts are slow to sort, and few pairs have several guarantees.
    """
    count = np.diff(runs(key))
    several = np.flatnonzero(np.repeat(count > 1, count))
    order = np.arange(len(key))
    order[several] = several[np.lexsort((ids[several].astype(str), key[several]))]
    return order
