"""Who may ask what about whom: each operation by each role, of his own, of others, of nobody."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from service.access.permits import PERMITS, operation_of
from service.access.roles import ROLE_IDS, ROLES, Role
from tests.access.scoped_world import (
    FOREIGN_GROUP,
    IN_MANAGER,
    OUT_BRANCH,
    OUT_MANAGER,
    PLANTED,
    keep_divided,
)
from tests.banks import ServedBank
from tests.contract.every_answer import asked
from tests.viewers import named

#: A customer and a group of each sort; nothing is called as the last are.
TARGETS = {
    "own": {"customer_id": "C1", "group_id": "G1"},
    "other": {"customer_id": "Z2", "group_id": FOREIGN_GROUP},
    "nobody": {"customer_id": "C0", "group_id": "G0"},
}
#: Places that name neither: what stands there for everybody.
PLACES = {
    "override_id": "OV-0",
    "case_no": "1",
    "run_id": "2",
    "load_id": "L1",
    "earlier": "1",
    "later": "2",
    "community_id": "CM-0",
    "decision_no": "999",
    "lead_id": "bm9ib2R5",
}
#: Operations whose answer turns on a customer, or a group, whom no place of the address names.
QUERIES = {
    "GET /groups/{group_id}/why": "customer_id={customer_id}",
    "GET /paths": "from=C1&to={customer_id}",
    "GET /groups": "customer_id={customer_id}",
    "GET /exposures": "group_id={group_id}",
    "GET /communities": "customer_id={customer_id}",
    "GET /customers": "q={customer_id}",
}
BODIES: dict[str, Any] = {
    "POST /customers/match": {"items": [{"customer_id": "{customer_id}"}]},
    "POST /identities/decisions": {
        "a": "C1",
        "b": "{customer_id}",
        "verdict": "unsure",
        "reason": "r",
        "author": "a",
    },
    "POST /groups/{group_id}/overrides": {
        "customer_id": "{customer_id}",
        "decision": "in",
        "reason": "r",
        "author": "a",
    },
    "POST /overrides/{override_id}/withdrawal": {"reason": "r", "author": "a"},
    "POST /customers/{customer_id}/reveal": {"fields": ["phone"], "reason": "r"},
    "POST /customers/{customer_id}/erasures": {"reason": "r"},
    "POST /decisions/{decision_no}/decisions": {"action": "withdraw", "reason": "r"},
    "POST /leads/{lead_id}/decisions": {"action": "accept", "reason": "r"},
    "POST /contagion": {"model": "threshold", "defaulted": ["{customer_id}"]},
    "POST /contagion/cut": {"defaulted": ["{customer_id}"], "protect": ["C5"]},
    "POST /cases": {"title": "t", "defaulted": ["{customer_id}"]},
    "POST /what-if": {
        "add": [{"type": "GUARANTEES", "from": "C1", "to": "C5", "amount": 5.0}],
        "customers": ["{customer_id}"],
        "tags": ["guarantee_circle"],
    },
    "POST /influence/seeds": {"k": 1, "exclude": ["{customer_id}"]},
    "POST /look-alike": {"seeds": ["{customer_id}"], "k": 1},
}
#: What each role holds a tag of that he may ask about.
TAGS: dict[Role, str] = {"marketer": "opinion_leader", "compliance": "near_blocked"}
#: Lists and catalogues, whose answer turns on nobody who is named.
LISTS = {
    *("GET /identities", "GET /identities/suggestions", "GET /tags", "GET /tags/{tag_id}"),
    *("GET /tags/{tag_id}/versions", "GET /tags/{tag_id}/customers", "GET /overrides"),
    *("GET /overrides/{override_id}", "POST /overrides/{override_id}/withdrawal", "GET /cases"),
    *("GET /cases/{case_no}", "GET /large-exposures", "GET /influencers", "GET /runs"),
    *("GET /communities/{community_id}", "GET /communities/{community_id}/history"),
    *("GET /runs/{run_id}", "GET /runs/{earlier}/changes/{later}", "GET /loads"),
    *("GET /loads/{load_id}", "GET /leads", "POST /leads/{lead_id}/decisions", "GET /inbox"),
    *("GET /decisions", "POST /decisions/{decision_no}/decisions", "GET /audit/verify"),
    "GET /audit",
}


@pytest.fixture
def divided(bank: ServedBank, behind_proxy: None) -> ServedBank:
    """The divided world on each engine in turn; a proxy says who asks."""
    return keep_divided(bank)


def answered(bank: ServedBank, operation: str, role: Role, target: str) -> Any:
    """The response to an operation, as a role with the manager's code asks it about somebody."""
    names = {**PLACES, **TARGETS[target], "tag_id": TAGS.get(role, "control_group_member")}
    method, _, rule = operation.partition(" ")
    body = BODIES.get(operation)
    managers = IN_MANAGER if ROLES[role].reach in ("own", "lists") else ""
    return bank.client.open(
        f"/api/v1{rule.format(**names)}",
        method=method,
        query_string=QUERIES.get(operation, "").format(**names),
        headers=named(role, managers=managers),
        **({"json": json.loads(_filled(json.dumps(body), names))} if body else {}),
    )


def _filled(text: str, names: dict[str, str]) -> str:
    return re.sub(r"\{(customer_id|group_id)\}", lambda found: names[found[1]], text)


def said(response: Any, target: str) -> tuple[int, Any]:
    """The status and what is said, whomever it is about and however often it was asked."""
    text = response.get_data(as_text=True)
    for name, value in TARGETS[target].items():
        text = text.replace(value, name)
    content = json.loads(text)
    for name in ("instance", "request_id"):
        content.pop(name, None)
    return response.status_code, content


def test_every_operation_of_the_document_is_asked(world: ServedBank) -> None:
    document = json.loads(world.client.get("/openapi.json").data)
    operations = {
        operation_of(method.upper(), path)
        for path, methods in document["paths"].items()
        for method in methods
        if path.startswith("/api/v1")
    }
    naming = {each for each in operations if re.search(r"{(customer|group)_id}", each)}
    assert operations == naming | {*QUERIES} | {*BODIES} | LISTS


@pytest.mark.slow
def test_every_role_is_answered_of_his_own_and_of_nobody_else(divided: ServedBank) -> None:
    wrong: list[tuple[Any, ...]] = []
    for operation, roles in sorted(PERMITS.items()):
        for role in ROLE_IDS:
            answers = {
                target: answered(divided, operation, role, target)
                for target in ("other", "nobody", "own")
            }
            status = {target: answer.status_code for target, answer in answers.items()}
            if role not in roles:
                if {*status.values()} != {403}:
                    wrong.append((operation, role, status))
                continue
            if {401, 403} & {*status.values()} or max(status.values()) >= 500:
                wrong.append((operation, role, status))
            if operation in LISTS:
                continue
            narrowed = ROLES[role].reach in ("own", "lists")
            alike = said(answers["other"], "other") == said(answers["nobody"], "nobody")
            if alike is not narrowed:
                wrong.append((operation, role, "other is as nobody", alike, status))
    assert wrong == []


def planted_in(bank: ServedBank, roles: str) -> Iterator[tuple[str, str]]:
    """What every answer to a manager, or a marketer, says of those who lie outside."""
    viewer = named(roles, managers=IN_MANAGER)
    client = bank.client
    for name, value in named("auditor,risk_officer,relationship_manager").items():
        client.environ_base[f"HTTP_{name.upper().replace('-', '_')}"] = value
    for question, answer in asked(client, viewer):
        text = answer.get_data(as_text=True)
        assert answer.status_code not in (401, 500), (question, text)
        for planted in (PLANTED, OUT_BRANCH, OUT_MANAGER):
            if planted in text:
                yield question, text[max(0, text.index(planted) - 200) :][:300]
                break


@pytest.mark.slow
@pytest.mark.parametrize("roles", ["relationship_manager", "marketer"])
def test_no_answer_says_more_of_who_is_outside(
    sqlite_bank: ServedBank, behind_proxy: None, roles: str
) -> None:
    keep_divided(sqlite_bank)
    assert list(planted_in(sqlite_bank, roles)) == []


@pytest.mark.slow
def test_what_is_planted_is_there_to_be_found(sqlite_bank: ServedBank, behind_proxy: None) -> None:
    keep_divided(sqlite_bank)
    asked_of = (question.split()[1] for question, _ in planted_in(sqlite_bank, "auditor"))
    found = {path.removeprefix("/api/v1").split("/")[1] for path in asked_of}
    assert {"customers", "groups", "paths", "tags", "exposures", "large-exposures"} <= found
