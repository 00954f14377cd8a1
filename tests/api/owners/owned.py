"""Banks with owners: persons P.., government bodies G.., and companies, from short words."""

from typing import Any

from tests.banks import ServedBank
from tests.building import companies, holdings_of, people


def load(bank: ServedBank, *arcs: str, **records: Any) -> None:
    """Keep holdings such as `P>A .8`, and other records; customers are all that these name."""
    held = [*holdings_of(*arcs), *records.pop("ownerships", [])]
    named = {row[end] for row in held for end in ("owner_id", "owned_id")}
    for rows in records.values():
        named |= {row[end] for row in rows for end in row if end.endswith("_id")}
    persons = sorted(each for each in named if each.startswith("P"))
    bodies = sorted(each for each in named if each.startswith("G"))
    customers = [
        *people(*persons),
        *({"customer_id": each, "kind": "government", "name": each} for each in bodies),
        *companies(*sorted(named - {*persons, *bodies})),
    ]
    bank.keep(customers=customers, ownerships=held, **records)


def register(bank: ServedBank, company: str, **query: Any) -> dict[str, Any]:
    found: dict[str, Any] = bank.get(f"/customers/{company}/beneficial-owners", **query)
    return found


def entries(bank: ServedBank, company: str) -> list[tuple[str | None, str, float, float | None]]:
    """Each entry's customer, standard, share and votes, in order."""
    return [
        (each["customer_id"], each["standard"], each["share"], each["votes"])
        for each in register(bank, company)["items"]
    ]


def unknown(bank: ServedBank, company: str) -> float:
    found: float = register(bank, company)["unknown"]
    return found


def ends(entry: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(edge["type"], edge["from"], edge["to"]) for edge in entry["because"]["edges"]]
