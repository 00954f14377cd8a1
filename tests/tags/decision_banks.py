"""Banks in which persons decide: by holdings, offices and records, from short words."""

from collections.abc import Sequence
from typing import Any

from tests.banks import ServedBank
from tests.building import Row, companies, holdings_of, people

TAG = "decision_maker"
DAY = "2025-12-31"

ROLES = {
    **{"rep": "legal_representative", "exe": "executive", "dir": "director"},
    **{"sup": "supervisor", "oth": "other"},
}


def offices(*held: str) -> list[dict[str, str]]:
    """Positions from `P rep A`: P is A's legal representative."""
    rows = []
    for each in held:
        person, role, company = each.split()
        rows.append({"person_id": person, "company_id": company, "role": ROLES[role]})
    return rows


def load(
    bank: ServedBank,
    persons: str,
    firms: str,
    holdings: Sequence[str] = (),
    positions: Sequence[str] = (),
    **records: Sequence[Row],
) -> None:
    """Load and derive: persons and companies by ids with blanks between."""
    files = {
        "ownerships": [*holdings_of(*holdings), *records.pop("more_ownerships", [])],
        "positions": [*offices(*positions), *records.pop("more_positions", [])],
        **records,
    }
    customers = [*people(*persons.split()), *companies(*firms.split())]
    kept = {name: rows for name, rows in files.items() if rows}
    bank.keep(customers=customers, **kept)
    bank.derive("--tags", TAG, "--as-of", DAY)


def held(bank: ServedBank) -> dict[tuple[str, str], dict[str, Any]]:
    """Every holding by person and company."""
    found = {}
    for each in bank.holders(TAG):
        customer_id = each["customer_id"]
        for holding in bank.get(f"/customers/{customer_id}/tags/{TAG}")["holdings"]:
            assert holding["subject"] == holding["value"]["company_id"]
            assert holding["score"] == holding["evidence"]["facts"]["score"]
            found[customer_id, holding["subject"]] = holding
    return found


def ranked(bank: ServedBank, company: str) -> list[tuple[str, list[str], float]]:
    """Who decides in a company and by what, the first one first, with the score.

    Equal scores share the better rank, and who ranks first has the highest grade.
    """
    found = {who: each for (who, what), each in held(bank).items() if what == company}
    scores = [each["score"] for each in found.values()]
    for each in found.values():
        better = sum(score > each["score"] for score in scores)
        assert each["value"]["rank"] == better + 1
        if not better:
            assert each["grade"] == "decisive"
    there = [
        (each["value"]["rank"], who, each["value"]["reasons"], each["score"])
        for who, each in found.items()
    ]
    return [(who, reasons, score) for _, who, reasons, score in sorted(there)]


def ends(holding: dict[str, Any]) -> list[tuple[str, str, str]]:
    edges = holding["evidence"]["edges"]
    return [(edge["type"], edge["from"], edge["to"]) for edge in edges]
