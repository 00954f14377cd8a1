"""The bank that is asked: the divided world with values that nobody may be told."""

from typing import Any

from service.access import masks
from service.access.roles import ROLE_IDS, ROLES, Role
from service.tags import catalogue
from tests.access.scoped_world import (
    CERTIFICATE,
    IN_BRANCH,
    IN_MANAGER,
    OUT_BRANCH,
    OUT_MANAGER,
    OWN,
    PHONE,
    PLANTED,
    divided_world,
    keep_twice,
)
from tests.banks import ServedBank
from tests.building import Row
from tests.contract.test_no_identifier import IDENTIFIERS, NUMBERS, with_accounts
from tests.contract.test_no_identifier import PLANTED as IDENTIFYING
from tests.viewers import named

#: What Z2 owes, which stands in no sum that a manager is told.
SECRET_AMOUNT = "8675309.77"
#: No answer tells these to anybody, whoever typed them, but to who reveals them.
NEVER_TOLD = [*IDENTIFYING, PHONE, CERTIFICATE]
#: Those that are known by their shape, wherever they were written.
SHAPED = [each for each in NEVER_TOLD if masks.in_text(each) != each]
#: What a role of narrow reach is told of nobody, or of nobody outside his scope.
OUTSIDE = [PLANTED, OUT_BRANCH, OUT_MANAGER, SECRET_AMOUNT]
INSIDE = [IN_BRANCH, IN_MANAGER]
FOREIGN = ["Z1", "Z2", "PZ", "P2", "P3", "P5", "PX", "C2", "C3", "C5", "C6"]
INSIDERS = [*OWN, "P4"]
SAID = {"customer_id": "C4", "decision": "in", "reason": "r", "author": "a"}


def viewer_of(role: Role) -> dict[str, str]:
    """The headers of one who has this role alone: with codes where his reach has a bound."""
    reach, user = ROLES[role].reach, f"u-{role}"
    if reach == "own":
        return named(role, user=user, managers=IN_MANAGER)
    return named(role, user=user, branches=IN_BRANCH if reach == "lists" else "")


def planted_world() -> dict[str, list[Row]]:
    """The rows of the bank, by record."""
    world = divided_world()
    for record in ("accounts", "account_holders", "transactions"):
        world[record] = with_accounts(world[record])
    world["customers"] = [_planted(row) for row in world["customers"]]
    world["identifiers"] += IDENTIFIERS
    world["exposures"] = [
        {**row, "amount": SECRET_AMOUNT} if row["customer_id"] == "Z2" else row
        for row in world["exposures"]
    ]
    return world


def _planted(row: Row) -> dict[str, Any]:
    found = dict(row)
    if number := NUMBERS.get(row["customer_id"]):
        found |= {"id_type": "id_card", "id_number": number}
    if row.get("branch") == OUT_BRANCH:
        found |= {"industry": f"{PLANTED}业", "region": f"{PLANTED}区"}
    return found


def keep_planted(bank: ServedBank) -> ServedBank:
    """Derive the bank twice, the second time with what ties it."""
    return keep_twice(bank, planted_world())


def known(bank: ServedBank) -> dict[str, list[Any]]:
    """What is really there, by the name of the parameter that takes it.

    A case, two overrides and the decisions that they are were made for it.
    """
    client, auditor, risk = bank.client, viewer_of("auditor"), viewer_of("risk_officer")

    def ids(path: str, name: str) -> list[Any]:
        answer = client.get(f"/api/v1{path}", headers=auditor, query_string={"limit": "500"})
        return [item[name] for item in answer.get_json()["items"]]

    manager = viewer_of("relationship_manager")
    for customer_id in ("C4", "C1"):
        said = {**SAID, "customer_id": customer_id}
        client.post("/api/v1/groups/G1/overrides", json=said, headers=manager)
    client.post("/api/v1/cases", json={"title": "t", "defaulted": ["C1"]}, headers=risk)
    groups, runs = ids("/groups", "group_id"), ids("/runs", "run_id")
    communities, tags = ids("/communities", "community_id"), [*catalogue()]
    return {
        "group_id": groups,
        "community_id": communities,
        "community": communities,
        "tag_id": tags,
        "tag": tags,
        "tags": tags,
        "run_id": runs,
        "run": runs,
        "earlier": runs,
        "later": runs,
        "load_id": ids("/loads", "load_id"),
        "case_no": ids("/cases", "case_no"),
        "override_id": ids("/overrides", "override_id"),
        "decision_no": ids("/decisions", "decision_no"),
        "lead_id": ids("/leads", "lead_id"),
        "within": [*groups, *communities, *tags],
        "subject": [*groups, *FOREIGN],
        "user": [f"u-{role}" for role in ROLE_IDS],
    }
