"""Contagion: who falls with whom under every model, and what would have to be cut."""

from collections.abc import Iterable, Iterator
from typing import Any

from tests.answers.bank import Bank, spread
from tests.answers.interface import Answer

MODELS = ("threshold", "debtrank", "debtrank_differential", "clearing")
LOSSES = ("GUARANTEES", "OWES", "DEPENDS_ON")


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions about scenarios and their cuts."""
    for model in MODELS:
        yield f"POST /contagion {model}", scenarios(bank, model)
        yield f"POST /contagion {model}: one by one", one_by_one(bank, model)
    yield "POST /contagion/cut", cuts(bank)


def ends(bank: Bank) -> list[str]:
    """Customers from whom losses come: at the other end of a guarantee, debt or dependency."""
    ids = {tie[end] for kind in LOSSES for tie in bank.ties[kind] for end in ("from", "to")}
    return sorted(ids) or bank.few[:1]


def one_by_one(bank: Bank, model: str) -> Iterator[Answer]:
    """Each customer of a few, and each at an end of some loss, fails alone."""
    for customer_id in sorted({*bank.few, *ends(bank)}):
        yield bank.api.post("/contagion", {"model": model, "defaulted": [customer_id]})


def scenarios(bank: Bank, model: str) -> Iterator[Answer]:
    """Several fail at once, are hit in part, with less lost, fewer edges and other weights."""
    some = spread(ends(bank), 6)
    shocks = {customer_id: 0.25 + 0.1 * i for i, customer_id in enumerate(some)}
    ties = [tie for kind in LOSSES for tie in bank.ties[kind][:2]]
    bodies: list[dict[str, Any]] = [
        {"defaulted": some},
        {"defaulted": bank.some, "limit": 3},
        {"shocks": shocks},
        {"defaulted": some[:1], "shocks": dict(list(shocks.items())[1:])},
        {"defaulted": some, "loss_given_default": 0.45},
        {"defaulted": some, "max_rounds": 1},
        {"defaulted": some, "value": "equal"},
        {"defaulted": some, "value": "exposure"},
        {"defaulted": some, "value": {customer_id: 2 for customer_id in bank.few}},
        {"defaulted": some, "remove": ties},
        {"defaulted": []},
        {"defaulted": ["nobody"]},
        {"shocks": {some[0]: 1.5}},
        {"defaulted": some, "remove": [{"type": "OWES", "from": some[0], "to": "nobody"}]},
    ]
    for body in bodies:
        yield bank.api.post("/contagion", {"model": model, **body})


def cuts(bank: Bank) -> Iterator[Answer]:
    """What to cut so that those who would fail with others do not; by count and by amount."""
    for customer_id in ends(bank):
        fallen = bank.api.post("/contagion", {"model": "threshold", "defaulted": [customer_id]})
        others = [
            row["customer_id"]
            for row in fallen.content["customers"]
            if row["defaulted"] and row["customer_id"] != customer_id
        ]
        for protect in [[other] for other in others[:3]] + [others] * (len(others) > 1):
            for by in ("count", "amount"):
                yield bank.api.post(
                    "/contagion/cut",
                    {"defaulted": [customer_id], "protect": sorted(protect), "by": by},
                )
    some = spread(ends(bank), 6)
    yield bank.api.post("/contagion/cut", {"defaulted": some[:2], "protect": some[2:] or some})
    yield bank.api.post(
        "/contagion/cut",
        {"defaulted": some[:2], "protect": bank.few, "by": "amount", "loss_given_default": 0.6},
    )
    yield bank.api.post("/contagion/cut", {"defaulted": some[:1], "protect": some[:1]})
    yield bank.api.post("/contagion/cut", {"defaulted": ["nobody"], "protect": some[:1]})
