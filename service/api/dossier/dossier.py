"""All that a visit to a customer needs, put together from what the other questions answer."""

from collections.abc import Callable
from typing import Any

from cypher.serve.customers import CustomerRow
from service.api.customers.full import full_customer
from service.api.customers.ownership import ownership_of
from service.api.dossier.changes import changes_since
from service.api.dossier.guarantees import guarantees_of
from service.api.dossier.introducers import introducers_to
from service.api.dossier.risks import worst_risks
from service.api.dossier.schemas import DossierQuery
from service.api.dossier.side_by_side import groups_side_by_side
from service.api.exposures.of_customer import exposures_of
from service.api.http.lookups import derived
from service.api.http.times import AskedRun
from service.api.owners import decision_makers
from service.api.owners.register import register_of
from service.tagging.declaration import Text

#: How many exposures are listed, the earliest due first among those that are not settled.
EXPOSURES = 100
#: So many are counted at most.
COUNTED = 20_000
#: How many owners are listed, and how many owned.
STAKES = 50

_A_PERSON = Text("自然人没有所有者和决策人", "a person has neither owners nor decision makers")
_NO_RUN = Text("尚无已发布的批次", "no run was published yet")
_NOT_DERIVED = Text("该批次未推导决策人标签", "the run did not derive the tag decision_maker")
_NO_MANAGER = Text("该客户没有登记客户经理", "the customer has no relationship manager on record")
_NOTHING_BEFORE = Text("此前没有可供对照的批次", "there is no run before it to compare with")


def dossier_of(known: CustomerRow, run: AskedRun, query: DossierQuery) -> dict[str, Any]:
    """The dossier of a customer; what does not apply is null, and `not_told` says why.

    It is a manager's question: complete, whoever refused to be approached. Raises BadRequest where
    `since` is no day or instant that has come. Cost: that of its parts, each bounded.
    """
    customer_id = known.customer_id
    before = changes_since(customer_id, run, query)
    profile = full_customer(known, run)
    code = profile["relationship_manager"]
    why_no_makers = _why_no_decision_makers(known.kind, run)
    person = _A_PERSON if known.kind == "person" else None
    parts: dict[str, tuple[Text | None, Callable[[], Any]]] = {
        "beneficial_owners": (person, lambda: register_of(customer_id, run)),
        "decision_makers": (
            why_no_makers,
            lambda: decision_makers.decision_makers_of(customer_id, run),
        ),
        "worst_risks": (
            None if run.run_id else _NO_RUN,
            lambda: worst_risks(customer_id, run.run_id),
        ),
        "introducers": (
            None if code else _NO_MANAGER,
            lambda: introducers_to(customer_id, code, run),
        ),
        "changes": (
            None if before else _NOTHING_BEFORE if run.run_id else _NO_RUN,
            lambda: before,
        ),
    }
    return {
        "customer_id": customer_id,
        "name": profile["name"],
        **run.told,
        "profile": profile,
        "exposures": _exposures(customer_id, run),
        "groups": groups_side_by_side(customer_id, run),
        "ownership": ownership_of(customer_id, run, STAKES),
        "guarantees": guarantees_of(customer_id, run),
        **{name: None if why else make() for name, (why, make) in parts.items()},
        "not_told": {name: why for name, (why, _) in parts.items() if why},
    }


def _why_no_decision_makers(kind: str, run: AskedRun) -> Text | None:
    if kind == "person":
        return _A_PERSON
    if not run.run_id:
        return _NO_RUN
    return None if derived(decision_makers.TAG, run.run_id) else _NOT_DERIVED


def _exposures(customer_id: str, run: AskedRun) -> dict[str, Any]:
    """What is lent, by the day it is due, settled ones last; and what all of it adds up to."""
    items, sums = exposures_of(customer_id, run, "", COUNTED)
    items.sort(
        key=lambda item: (item["status"] == "settled", item["due_on"] or "~", item["exposure_id"])
    )
    return {**sums, "items": items[:EXPOSURES], "hidden": max(0, len(items) - EXPOSURES)}
