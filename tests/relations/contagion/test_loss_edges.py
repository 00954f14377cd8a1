import random
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cypher import open_store
from service.relations.contagion.loss_arcs import loss_arcs
from service.relations.contagion.loss_edges import (
    DEPENDENCY,
    GUARANTEE,
    OBLIGATION,
    TYPES,
    LossTables,
    loss_edges,
)
from service.settings import Settings
from service.tagging.bank import Bank
from tests.banks import ServedBank
from tests.building import companies, guarantees_of

Edge = tuple[str, str, str, float]


#: Amounts are in ten-thousandths.
UNIT = 10_000


def losses_of(bank: ServedBank, **records: Any) -> LossTables:
    bank.keep(**records)
    settings = Settings()
    store = open_store(settings)
    try:
        return loss_edges(Bank(store, date(2025, 12, 31)), settings)
    finally:
        store.close()


def told(found: LossTables) -> list[Edge]:
    """Who fails, who loses, by what and how much."""
    edges, ids = found.edges, found.customer_ids
    return [
        (ids[edges.failing[k]], ids[edges.loser[k]], TYPES[edges.kind[k]], edges.amount[k] / UNIT)
        for k in range(len(edges.kind))
    ]


def owes(debtor: str, creditor: str, amount: Any, **more: Any) -> dict[str, Any]:
    return {"debtor_id": debtor, "creditor_id": creditor, "amount": amount, **more}


def depends(dependent: str, provider: str, **more: Any) -> dict[str, Any]:
    return {"dependent_id": dependent, "provider_id": provider, "basis": "receipts", **more}


def test_each_record_makes_the_one_lose_who_relied_on_the_other(bank: ServedBank) -> None:
    found = losses_of(
        bank,
        customers=companies("A", "B", "C", annual_receipts=200, assets=7, net_assets=-3),
        guarantees=guarantees_of("A>B", amount=10),
        obligations=[owes("B", "A", 20), owes("B", "C", 0)],
        dependencies=[depends("A", "B", share=0.25), depends("C", "B", basis="other", share=1)],
    )
    assert told(found) == [
        ("B", "A", "GUARANTEES", 10),
        ("B", "A", "OWES", 20),
        ("B", "A", "DEPENDS_ON", 50),
    ]
    stored = [found.edge(row) for row in range(3)]
    assert [(edge.type, edge.from_id, edge.to_id) for edge in stored] == [
        ("GUARANTEES", "A", "B"),
        ("OWES", "B", "A"),
        ("DEPENDS_ON", "A", "B"),
    ]
    assert [dict(edge.properties) for edge in stored] == [
        {"guarantee_id": "G-A>B", "amount": "10.00", "currency": "CNY"},
        {"amount": "20.00", "currency": "CNY"},
        {"amount": "50.00", "currency": "CNY", "basis": "receipts", "share_of_receipts": 0.25},
    ]
    assert found.cash.tolist() == [7 * UNIT] * 3
    assert found.equity.tolist() == [-3 * UNIT] * 3
    assert set(found.unknown.values()) == {0}


def test_a_guarantee_without_an_amount_stands_for_what_the_bank_has_lent(
    sqlite_bank: ServedBank,
) -> None:
    lent = [
        {"exposure_id": f"{each}{amount}", "customer_id": each, "amount": amount, "currency": money}
        for each, amount, money in (("B", 30, ""), ("B", 40, ""), ("C", 9, "USD"), ("D", 0, ""))
    ]
    twice = [{**row, "guarantee_id": "G0"} for row in guarantees_of("A>B", amount="")]
    found = losses_of(
        sqlite_bank,
        customers=companies("A", "B", "C", "D", "E"),
        guarantees=[
            *guarantees_of("A>B", "A>C", "A>D", "A>E", "E>B", amount=""),
            *twice,
            *({**row, "guarantee_id": "G9"} for row in guarantees_of("A>B", amount=5)),
        ],
        exposures=lent,
    )
    assert told(found) == [
        ("B", "A", "GUARANTEES", 70),
        ("B", "A", "GUARANTEES", 5),
        ("B", "E", "GUARANTEES", 70),
    ]
    assert found.edge(0).properties == {
        **{"guarantee_id": "G-A>B", "amount": "70.00", "currency": "CNY"},
        "amount_is": "exposure of the borrower",
    }
    # C is lent to in another currency only, E nothing; of D it is known that it is nothing.
    assert found.unknown["guarantees"] == 2


def test_what_cannot_be_told_is_counted(sqlite_bank: ServedBank) -> None:
    found = losses_of(
        sqlite_bank,
        customers=[
            *companies("A", "B"),
            *companies("C", annual_receipts=10, net_assets=1, assets=1),
        ],
        guarantees=[{**row, "currency": "USD"} for row in guarantees_of("A>B", "B>C")],
        obligations=[owes("A", "B", 1), owes("A", "C", 1), owes("C", "B", 1, currency="EUR")],
        dependencies=[
            depends("A", "B", share=0.5),
            depends("C", "B"),
            depends("B", "A", basis="other"),
            depends("C", "A", share=0.5),
        ],
    )
    assert told(found) == [
        ("A", "B", "OWES", 1),
        ("A", "C", "OWES", 1),
        ("A", "C", "DEPENDS_ON", 5),
    ]
    assert found.unknown == {
        **{"guarantees": 0, "dependencies": 2, "other_currency": 3, "exposures": 0},
        **{"net_assets": 1, "assets": 1},
    }


def test_the_order_of_rows_changes_nothing(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    ids = list("ABCDEF")
    draw = random.Random(5)
    pairs = [(a, b) for a in ids for b in ids if a != b]
    records: dict[str, list[Any]] = {
        "customers": companies(*ids, annual_receipts=0.3),
        "guarantees": [
            {"guarantee_id": f"G{i}", "guarantor_id": a, "borrower_id": b}
            | {"amount": draw.choice(["", 1, 0.1])}
            for i, (a, b) in enumerate(pairs * 3)
        ],
        "obligations": [owes(*pair, draw.choice([0.1, 0.2, 5])) for pair in pairs],
        "dependencies": [depends(*pair, share=0.7) for pair in pairs],
        "exposures": [
            {"exposure_id": f"E{i}", "customer_id": draw.choice(ids), "amount": i / 10}
            for i in range(40)
        ],
    }
    first = losses_of(sqlite_bank, **records)
    assert len(told(first)) > 100
    draw.shuffle(ids)
    for rows in records.values():
        draw.shuffle(rows)
    other = tmp_path / "other.db"
    with pytest.MonkeyPatch.context() as monkeypatch:
        again = losses_of(ServedBank(f"sqlite:///{other}", monkeypatch), **records)
    assert told(again) == told(first)
    assert again.edges.guarantee_id.tolist() == first.edges.guarantee_id.tolist()
    assert again.exposure.tobytes() == first.exposure.tobytes()


def test_stored_edges_are_found_by_their_ends(sqlite_bank: ServedBank) -> None:
    found = losses_of(
        sqlite_bank,
        customers=companies("A", "B"),
        guarantees=[{**row, "guarantee_id": name} for name in "xy" for row in guarantees_of("A>B")],
        obligations=[owes("A", "B", 20)],
    )
    kind = np.array([GUARANTEE, OBLIGATION, DEPENDENCY, GUARANTEE, GUARANTEE, OBLIGATION])
    begins, ends = np.array([0, 0, 0, 1, -1, 1]), np.array([1, 1, 1, 0, 1, -1])
    first, end = found.rows_of(kind, begins, ends)
    rows = [list(range(*each)) for each in zip(first.tolist(), end.tolist(), strict=True)]
    assert rows == [[1, 2], [0], [], [], [], []]
    assert [found.edges.ends(row) for row in range(3)] == [(0, 1)] * 3


def test_an_arc_is_made_of_the_edges_between_its_ends(sqlite_bank: ServedBank) -> None:
    found = losses_of(
        sqlite_bank,
        customers=companies("A", "B", "C"),
        guarantees=guarantees_of("B>A", "C>A", "A>C", amount=30),
        obligations=[owes("A", "B", 10), owes("C", "B", 5)],
    )
    every = loss_arcs(found, np.ones(5, np.bool_))
    assert every.network.failing.tolist() == [0, 0, 2, 2]
    assert every.network.loser.tolist() == [1, 2, 0, 1]
    assert every.network.amount.tolist() == [40 * UNIT, 30 * UNIT, 30 * UNIT, 5 * UNIT]
    assert every.behind(0, 4.0) == [(0, 3.0), (1, 1.0)]
    owed = loss_arcs(found, found.edges.kind == OBLIGATION)
    assert owed.network.amount.tolist() == [10 * UNIT, 5 * UNIT]
    assert [owed.behind(arc, 1.0) for arc in (0, 1)] == [[(1, 1.0)], [(4, 1.0)]]
    assert loss_arcs(found, np.zeros(5, np.bool_)).network.amount.tolist() == []
