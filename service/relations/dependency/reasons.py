"""Reasons for which customers depend on others, and the record that shows each."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np

from cypher.engine.arrays import UNKNOWN, Floats, Ints, Texts
from service.graph.arrays import Flags
from service.money import known_money
from service.relations.edges.evidence import evidence_edge
from service.tagging.declaration import Edge

#: What a reason rests on.
RECORD, GUARANTEE, PAYMENTS = 0, 1, 2


class Declared(NamedTuple):
    """One record of a dependency: its share, the load that wrote it, and the numbers it named."""

    share: float
    load_no: int
    from_number: str = ""
    to_number: str = ""


@dataclass(frozen=True)
class DependencyReasons:
    """Why customers depend on others, one row a reason, by (dependent, provider), strongest first.

    Those that are to be verified come after the others of a pair. `provider`, `dependent` int64[k]
    are positions of customers; `rests_on` int64[k] is RECORD, GUARANTEE or PAYMENTS; `share`
    float64[k] of what the basis names, NaN where unknown. Of a guarantee `amount` is its amount and
    `total` the guarantor's net assets. Of payments, `payments` in `months` months, `amount` is the
    sum between the two, `seen` that of all that this bank saw, `recorded` what the dependent is
    recorded to take or spend in a year, and `total` the larger, of which the share is. Elsewhere
    these are UNKNOWN, 0 and ''. `from_number` and `to_number` are the numbers that a record named
    at the ends of its edge, '' where these are of no customer of several. `parts` object[k] are the
    records whose shares add up to one, since they name several numbers of the same two customers:
    Declared each; None where there is one record, or none.
    """

    provider: Ints
    dependent: Ints
    basis: Texts
    rests_on: Ints
    share: Floats
    amount: Ints
    total: Ints
    seen: Ints
    recorded: Ints
    currency: Texts
    payments: Ints
    months: Ints
    guarantee_id: Texts
    from_number: Texts
    to_number: Texts
    load_no: Ints
    parts: Texts

    @property
    def to_verify(self) -> Flags:
        """Which are shares of what this bank saw alone: nothing is recorded of the whole year."""
        return (self.rests_on == PAYMENTS) & (self.recorded == UNKNOWN)

    def taken(self, rows: Ints) -> "DependencyReasons":
        """Some of the reasons, in the order of `rows`."""
        return DependencyReasons(*(getattr(self, field.name)[rows] for field in fields(self)))

    def counted(self, to_verify_counts: bool) -> "DependencyReasons":
        """Those from which groups and chains are made: none that is to be verified, unless told."""
        return self if to_verify_counts else self.taken(np.flatnonzero(~self.to_verify))

    def fact(self, row: int) -> dict[str, Any]:
        """What a reason says: its basis and share, and the numbers behind them."""
        told: dict[str, Any] = {"basis": self.basis[row], "share": _known(self.share[row])}
        if self.rests_on[row] == RECORD:
            return told
        amount, total = (known_money(column[row]) for column in (self.amount, self.total))
        paid = {"amount": amount, "currency": self.currency[row]}
        if self.rests_on[row] == GUARANTEE:
            return {**told, **paid, "net_assets": total}
        recorded, seen = self.recorded[row], self.seen[row]
        return {
            **told,
            **paid,
            "payments": int(self.payments[row]),
            "months": int(self.months[row]),
            "total": total,
            "denominator": "recorded" if recorded > seen else "seen",
            "seen": known_money(seen),
            "share_of_seen": _known(self.amount[row] / seen),
            "recorded": known_money(recorded),
            "share_of_recorded": _known(self.amount[row] / recorded) if recorded > 0 else None,
            "to_verify": bool(recorded == UNKNOWN),
        }

    def edges(self, row: int, ids: Texts) -> list[Edge]:
        """The edges behind a reason: one of DEPENDS_ON, GUARANTEES or PAID, or several records."""
        if self.rests_on[row] != RECORD:
            return [self._edge(row, ids)]
        provider, dependent = ids[self.provider[row]], ids[self.dependent[row]]
        one = self.share[row], self.load_no[row], self.from_number[row], self.to_number[row]
        return [
            evidence_edge(
                "DEPENDS_ON",
                dependent,
                provider,
                load_no=part.load_no,
                numbers=(part.from_number or None, part.to_number or None),
                basis=self.basis[row],
                share=part.share,
            )
            for part in self.parts[row] or [Declared(*one)]
        ]

    def evidence(self, rows: Sequence[int], ids: Texts, most: int) -> tuple[list[Edge], int]:
        """The edges behind some reasons, at most so many, and how many there are beyond these."""
        shown = chain.from_iterable(self.edges(row, ids) for row in rows[:most])
        every = sum(len(self.parts[row] or (row,)) for row in rows)
        return [*islice(shown, most)], max(0, every - most)

    def _edge(self, row: int, ids: Texts) -> Edge:
        """The edge of a guarantee or of payments."""
        provider, dependent = ids[self.provider[row]], ids[self.dependent[row]]
        load_no = int(self.load_no[row])
        numbers = self.from_number[row] or None, self.to_number[row] or None
        said = {"amount": self.amount[row], "currency": self.currency[row]}
        if self.rests_on[row] == GUARANTEE:
            said = {"guarantee_id": self.guarantee_id[row], **said}
            return evidence_edge(
                "GUARANTEES", dependent, provider, load_no=load_no, numbers=numbers, **said
            )
        said |= {"payments": self.payments[row], "months": self.months[row]}
        received = self.basis[row] == "receipts"
        payer, payee = (provider, dependent) if received else (dependent, provider)
        return evidence_edge("PAID", payer, payee, load_no=load_no, **said)


def _known(share: float) -> float | None:
    return None if np.isnan(share) else round(float(share), 10)


def reasons_in_order(*found: DependencyReasons) -> DependencyReasons:
    """All of the reasons, sorted as `DependencyReasons` says, without those of one on itself."""
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in found])
        for field in fields(DependencyReasons)
    }
    every = DependencyReasons(**columns)
    order = np.lexsort(
        (
            every.load_no,
            every.guarantee_id.astype(str),
            every.amount,
            every.rests_on,
            every.basis.astype(str),
            -every.share,
            every.to_verify,
            every.provider,
            every.dependent,
        )
    )
    return every.taken(order[every.provider[order] != every.dependent[order]])


def reasons_of(provider: Ints, dependent: Ints, rests_on: int, **columns: Any) -> DependencyReasons:
    """Reasons that rest on the same; columns that are not given are unknown, 0 or ''."""
    count = len(provider)
    money = ("amount", "total", "seen", "recorded")
    texts = ("basis", "currency", "guarantee_id", "from_number", "to_number")
    empty = {
        **{name: np.full(count, UNKNOWN) for name in money},
        "share": np.full(count, np.nan),
        **{name: np.full(count, "", object) for name in texts},
        **{name: np.zeros(count, np.int64) for name in ("payments", "months")},
        "parts": np.full(count, None, object),
    }
    return DependencyReasons(
        provider, dependent, rests_on=np.full(count, rests_on), **{**empty, **columns}
    )
