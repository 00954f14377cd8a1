"""The small world divided: some customers are a manager's own, the others another branch's."""

from collections.abc import Mapping
from typing import Any

from tests.banks import ServedBank
from tests.building import Row, companies, holdings_of, people
from tests.contract.worlds import SMALL_WORLD
from tests.viewers import named

#: P4 is another number of P1, with neither branch nor manager of its own.
OWN = ("P1", "C1", "C4")
OTHER_NUMBER = "P4"
IN_BRANCH, IN_MANAGER = "内一支行", "RM-IN"
OUT_BRANCH, OUT_MANAGER = "外二支行", "RM-OUT"
#: Stands in the full name of every person of the other branch, and in no masked one.
PLANTED = "隐"
#: A group of which nobody is the manager's own, declared; Z1 controls Z2 besides.
FOREIGN_GROUP = "GZ"
PHONE, CERTIFICATE = "13900001234", "110105199001010011"

MANAGER = named("relationship_manager", managers=IN_MANAGER)
BRANCH_MARKETER = named("marketer", branches=IN_BRANCH)
AUDITOR = named("auditor")


def _divided(row: Row) -> dict[str, Any]:
    customer_id = row["customer_id"]
    if customer_id == OTHER_NUMBER:
        return {**row, "branch": "", "relationship_manager": ""}
    if customer_id in OWN:
        return {**row, "branch": IN_BRANCH, "relationship_manager": IN_MANAGER}
    name = f"欧阳{PLANTED}{customer_id}" if row["kind"] == "person" else row["name"]
    belongs = {"name": name, "branch": OUT_BRANCH, "relationship_manager": OUT_MANAGER}
    return {**row, **belongs}


def divided_world() -> dict[str, list[Row]]:
    """The rows of the divided world, by record."""
    world: dict[str, list[Row]] = {name: list(rows) for name, rows in SMALL_WORLD.items()}
    world["customers"] += [*companies("Z1", "Z2"), *people("PZ", marketing_consent="true")]
    world["customers"] = [_divided(row) for row in world["customers"]]
    world["customers"] = [
        {**row, "id_type": "id_card", "id_number": CERTIFICATE}
        if row["customer_id"] == "PZ"
        else row
        for row in world["customers"]
    ]
    world["ownerships"] += holdings_of("Z1>Z2 .6")
    world["groups"] += [{"group_id": FOREIGN_GROUP, "name": "外集团"}]
    world["group_members"] += [
        {"group_id": FOREIGN_GROUP, "customer_id": each} for each in ("Z1", "Z2")
    ]
    world["identifiers"] += [{"customer_id": "PZ", "kind": "phone", "value": PHONE}]
    world["exposures"] += [{"exposure_id": "EZ", "customer_id": "Z2", "amount": "77"}]
    return world


def keep_divided(bank: ServedBank) -> ServedBank:
    """Derive the divided world twice, the second time with what ties it."""
    return keep_twice(bank, divided_world())


def keep_twice(bank: ServedBank, world: Mapping[str, list[Row]]) -> ServedBank:
    """Derive a world twice, the second time with what ties it."""
    bank.keep(customers=world["customers"])
    bank.derive("--as-of", "2025-12-31")
    bank.keep(**world)
    bank.derive("--as-of", "2025-12-31")
    return bank


def ask(bank: ServedBank, path: str, viewer: Mapping[str, str], **asked: Any) -> Any:
    """The response to a GET below /api/v1 as somebody asks it, or to a POST of `json`."""
    method = "POST" if "json" in asked else "GET"
    return bank.client.open(f"/api/v1{path}", method=method, headers=dict(viewer), **asked)


def told(bank: ServedBank, path: str, viewer: Mapping[str, str], **asked: Any) -> Any:
    """What is answered with 200, as JSON."""
    response = ask(bank, path, viewer, **asked)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_json()
