"""Asking as somebody, behind the proxy of tests."""

import json
from collections.abc import Mapping
from typing import Any

from tests.banks import ServedBank
from tests.viewers import named

RM = named("relationship_manager", user="rm", branches="B1")
RM2 = named("relationship_manager", user="rm2", branches="B2")
RISK = named("risk_officer", user="risk")
#: Somebody who has both roles: what he proposes another must sign all the same.
BOTH = named("relationship_manager,risk_officer", user="both", branches="B1")
COMPLIANCE = named("compliance", user="compliance")
COMPLIANCE2 = named("compliance", user="compliance2")
AUDITOR = named("auditor", user="auditor")
MARKETER = named("marketer", user="marketer")


def ask(
    bank: ServedBank, who: Mapping[str, str], path: str, status: int = 200, **query: Any
) -> Any:
    """What somebody is answered."""
    response = bank.client.get(f"/api/v1{path}", query_string=query, headers=dict(who))
    assert response.status_code == status, response.get_data(as_text=True)
    return json.loads(response.data)


def send(
    bank: ServedBank, who: Mapping[str, str], path: str, status: int = 201, **body: Any
) -> Any:
    """What somebody is answered who decides."""
    response = bank.client.post(f"/api/v1{path}", json=body, headers=dict(who))
    assert response.status_code == status, response.get_data(as_text=True)
    return json.loads(response.data)


def kind_of(problem: Any) -> str:
    """The end of a problem's type."""
    return str(problem["type"]).rpartition("/")[2]
