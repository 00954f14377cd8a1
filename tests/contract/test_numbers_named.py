"""Evidence names the number that each record was about, whichever tag or answer shows it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from cypher.vocabulary import EDGE_TYPES
from loaders.records.canonical import RECORDS
from service.tags import catalogue
from tests.api.graph.test_nearest_paths import path_between
from tests.banks import ServedBank
from tests.building import Records
from tests.contract.worlds import SMALL_WORLD

#: What the second number of a customer ends with, about which all records are.
SECOND = "-2"
#: Payments are about accounts, whoever holds them.
ABOUT_CUSTOMERS = [*EDGE_TYPES.words(lambda edge: edge.from_end == "Customer")]
DECLARED = {row["group_id"] for row in SMALL_WORLD["groups"]}


def about_second_numbers() -> Records:
    """The small world, in which each customer has a second number that all records are about."""
    about = {
        record.name: [column.name for column in record.columns if column.refers_to == "customers"]
        for record in RECORDS
    }
    world: Records = {
        name: [{**row, **{end: f"{row[end]}{SECOND}" for end in about[name]}} for row in rows]
        for name, rows in SMALL_WORLD.items()
    }
    customers = SMALL_WORLD["customers"]
    ids = [row["customer_id"] for row in customers]
    world["customers"] = [*customers, *({"customer_id": c + SECOND} | _plain(c) for c in ids)]
    joined = [{"customer_id": c, "other_customer_id": c + SECOND} for c in ids]
    return {**world, "same_as": [*world["same_as"], *joined]}


def _plain(customer_id: str) -> dict[str, Any]:
    (kind,) = (r["kind"] for r in SMALL_WORLD["customers"] if r["customer_id"] == customer_id)
    return {"kind": kind, "name": customer_id}


def edges_in(answer: Any) -> Iterator[dict[str, Any]]:
    """Every edge anywhere in an answer."""
    if isinstance(answer, dict):
        if {"type", "from", "to"} <= answer.keys():
            yield answer
        for value in answer.values():
            yield from edges_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from edges_in(value)


def unnamed(edges: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Edges of which an end does not name the number that its record was about, and of what."""
    for edge in edges:
        derived = edge["type"] == "MEMBER_OF" and edge["to"] not in DECLARED
        if derived or edge["type"] not in ABOUT_CUSTOMERS:
            continue
        for end in EDGE_TYPES[edge["type"]].customer_ends:
            if not edge.get(f"{end}_number", edge[end]).endswith(SECOND):
                yield edge["type"], end
        for key in edge.keys() - {"from_number", "to_number"}:
            if key.endswith("_number"):
                yield edge["type"], key


def test_every_edge_names_the_number_that_its_record_was_about(bank: ServedBank) -> None:
    bank.keep(**about_second_numbers())
    bank.derive("--as-of", "2025-12-31")
    answers: dict[str, Any] = {}
    for held in bank.all_holdings(catalogue()):
        answers.setdefault(held["tag_id"], []).append(held["evidence"])
    for body in ("threshold", "debtrank"):
        asked = {"model": body, "defaulted": ["C2-2", "C3", "C5"]}
        response = bank.client.post("/api/v1/contagion", json=asked)
        answers[f"contagion {body}"] = json.loads(response.data)
    for below in ("neighbours", "ownership", "dossier", "referrals"):
        answers[below] = [bank.get(f"/customers/{c}/{below}") for c in ("P1", "C1", "C4")]
    for below in ("decision-makers", "beneficial-owners"):
        answers[below] = [bank.get(f"/customers/{c}/{below}") for c in ("C1", "C4")]
    answers["groups"] = [
        bank.get(f"/groups/{group['group_id']}") for group in bank.items("/groups")
    ]
    answers["paths"] = path_between(bank, "P2", "C3")
    found = {name: sorted({*unnamed(edges_in(told))}) for name, told in answers.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}
