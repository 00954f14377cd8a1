"""Whatever is sent, the answer is one that the document foresees, and never a server error."""

from contextlib import closing
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from cypher import StoreSettings, open_store
from tests.banks import ServedBank
from tests.batch_rows import write_rows
from tests.building import people

pytestmark = pytest.mark.slow

Operation = APIOperation[Any, Any, Any, Any]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
#: What the small world holds: without these every path would end in a 404.
KNOWN: dict[str, list[Any]] = {
    "customer_id": ["P1", "P4", "C1", "C6"],
    "tag_id": ["guarantee_circle", "opinion_leader", "control_group_member"],
    "group_id": ["G1", "G2"],
    "run_id": [1],
    "a": ["P1", "C1"],
    "b": ["P2", "C6"],
    "earlier": [1],
    "later": [1],
    "from": ["P1", "C4"],
    "to": ["P4", "C6"],
    "tag": ["guarantee_circle", "opinion_leader"],
    "as_of": ["2025-12-31", "2026-01-01"],
    "known_at": ["2030-01-01", "2030-01-01T08:00:00Z", "2030-01-01T08:00:00"],
    "run": [1],
    "grade": ["high", "低"],
    "defaulted": [["C1"], ["C3", "C1"]],
    "protect": [["C4"], ["C5", "C2"]],
    "shocks": [{}],
    "value": ["exposure", "equal", {"C1": 1.5}],
    "remove": [[], [{"type": "OWES", "from": "C1", "to": "C2"}]],
    "loss_given_default": [1],
    "form": ["graphml", "gexf", "node-link.json"],
    "layout": ["spring", "layered", "circular"],
    "k": [1, 2],
    "seeds": [["P1"], ["C1", "P2"]],
    "network": ["influence", "KIN_OF"],
    "edges": [[], [{"from": "C1", "to": "P1", "probability": 0.5}]],
    "within": ["guarantee_circle", "G1"],
    "exclude": [[], ["P1"]],
    "add": [[{"type": "GUARANTEES", "from": "C1", "to": "C4"}]],
    "customers": [["C1", "C4"]],
    "tags": [["guarantee_circle"]],
}
#: Of those who are known nobody may be erased; who has nothing but a name may.
ERASABLE = "PE"
KNOWN_TO = {"POST /api/v1/customers/{customer_id}/erasures": {"customer_id": [ERASABLE]}}
FUZZING = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _this_world_is_asked(own_world: ServedBank) -> None:
    """The application serves one bank at a time: the one whose client was asked for last."""
    own_world.get("/runs")


@pytest.fixture(scope="module")
def document(own_world: ServedBank) -> BaseSchema:
    """The OpenAPI document, bound to the application that it describes; one decision, one case."""
    said = {"customer_id": "C2", "decision": "out", "reason": "r", "author": "a"}
    made = own_world.client.post("/api/v1/groups/G1/overrides", json=said)
    KNOWN["override_id"] = [made.get_json()["override_id"]]
    other = own_world.client.post("/api/v1/groups/G1/overrides", json={**said, "customer_id": "C3"})
    KNOWN["decision_no"] = [other.get_json()["decision_no"]]
    KNOWN["lead_id"] = [each["lead_id"] for each in own_world.get("/leads")["items"]]
    case = own_world.client.post("/api/v1/cases", json={"title": "t", "defaulted": ["C1"]})
    KNOWN["case_no"] = [case.get_json()["case_no"]]
    communities = [each["community_id"] for each in own_world.get("/communities")["items"]]
    KNOWN["community_id"] = KNOWN["community"] = communities
    return schemathesis.openapi.from_wsgi("/openapi.json", own_world.client.application)


def operations(document: BaseSchema) -> list[Operation]:
    """Every operation of the document; an operation that cannot be read fails the test."""
    found = []
    for operation in document.get_all_operations():
        assert isinstance(operation, Ok), operation.err()
        found.append(operation.ok())
    return found


@pytest.mark.parametrize("mode", GenerationMode)
def test_no_input_breaks_what_the_document_promises(
    document: BaseSchema, mode: GenerationMode
) -> None:
    for operation in operations(document):
        if mode is GenerationMode.NEGATIVE and not any(operation.iter_parameters()):
            continue  # nothing that could be wrong

        @FUZZING
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Case[Any]) -> None:
            case.call_and_validate(checks=CHECKS)

        ask()


def test_answers_about_what_is_there_are_as_documented(
    document: BaseSchema, own_world: ServedBank
) -> None:
    # Guesses may have hit on the first decisions and withdrawn them.
    said = {"decision": "in", "reason": "r", "author": "a"}
    for name, customer_id in (("override_id", "C4"), ("decision_no", "C5")):
        body = {**said, "customer_id": customer_id}
        made = own_world.client.post("/api/v1/groups/G1/overrides", json=body)
        KNOWN[name] = [made.get_json()[name]]
    with closing(open_store(StoreSettings(store=SecretStr(own_world.url)))) as store:
        write_rows(store, {"customers": people(ERASABLE)}, full=False)
    for operation in operations(document):
        assert {200, 201} & statuses_about_what_is_there(operation), operation.label


def statuses_about_what_is_there(operation: Operation) -> set[int]:
    """The statuses that an endpoint answers with, once its answers have been checked.

    What takes much that fits together is guessed for longer, until something fits.
    """
    statuses: set[int] = set()
    known = KNOWN | KNOWN_TO.get(operation.label, {})
    for examples in (25, 400):

        @settings(FUZZING, max_examples=examples)
        @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE), data=st.data())
        def ask(case: Case[Any], data: st.DataObject) -> None:
            body = case.body if isinstance(case.body, dict) else {}
            for place in (case.path_parameters, case.query, body):
                for name in sorted(known.keys() & place.keys()):
                    place[name] = data.draw(st.sampled_from(known[name]))
            case.query.pop("cursor", None)
            statuses.add(case.call_and_validate(checks=CHECKS).status_code)

        ask()
        if {200, 201} & statuses:
            break
    return statuses
