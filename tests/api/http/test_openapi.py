"""The OpenAPI document is valid, complete and true, and its pages need nothing from outside."""

import json
import re
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from pydantic import BaseModel

from service.api.tables.files import MEDIA_TYPES
from tests.banks import ServedBank
from tests.building import people

#: What lies outside the document: itself, and pages over it.
DOCUMENT = {"/openapi.json", "/docs"}
EXAMPLES = {
    "customer_id": "C1",
    "tag_id": "guarantee_circle",
    "group_id": "G1",
    "run_id": "1",
    "load_id": "L1",
    "case_no": "1",
    "earlier": "1",
    "later": "1",
    "form": "gexf",
    "table_form": "csv",
}
QUERIES = {
    "get_path": {"from": "P1", "to": "C1"},
    "get_path_as_graph": {"from": "P1", "to": "C1"},
    "get_why": {"customer_id": "C1"},
}
SAID = {"reason": "r", "author": "a"}
BODIES: dict[str, dict[str, Any]] = {
    "make_override": {"customer_id": "C1", "decision": "in", **SAID},
    "withdraw_override": SAID,
    "reveal": {"fields": ["phone"], "reason": "r"},
    "erase": {"reason": "r"},
    "decide_on": {"action": "withdraw", "reason": "r"},
    "decide_lead": {"action": "follow_up", "reason": "r"},
    "run_contagion": {"model": "threshold", "defaulted": ["C1"]},
    "run_contagion_as_graph": {"model": "threshold", "defaulted": ["C1"]},
    "keep_case": {"title": "t", "defaulted": ["C1"]},
    "decide_identity": {"a": "C1", "b": "C2", "verdict": "unsure", "reason": "r"},
    "cut_contagion": {"defaulted": ["C1"], "protect": ["C4"]},
    "choose_seeds": {"k": 2},
    "find_look_alikes": {"seeds": ["P1"], "k": 2},
    "match_customers": {"items": [{"name": "王小"}, {"customer_id": "C1"}], "groups": ["control"]},
    "suppose": {"add": [{"type": "GUARANTEES", "from": "C1", "to": "C4"}], "customers": ["C4"]},
}
#: Operations that are for customers of their own: a person with whom the bank has never dealt.
OF_OTHERS = {"erase": {"customer_id": "E1"}}
JSON, PROBLEM = "application/json", "application/problem+json"
#: What endpoints answer with whose paths end so; the others answer with JSON.
FORMS = {
    ".{table_form}": [*MEDIA_TYPES.values()],
    ".{form}": ["application/graphml+xml", "application/gexf+xml", JSON],
}


@pytest.fixture(scope="module")
def document(world: ServedBank) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(world.client.get("/openapi.json").data)
    return found


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Every operation by its path and method."""
    return {
        (path, method): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


@pytest.mark.slow
def test_the_document_is_valid_openapi_3_1(world: ServedBank, document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    schemathesis.openapi.from_wsgi("/openapi.json", world.client.application).validate()


def test_every_schema_in_the_document_is_valid_json_schema(document: dict[str, Any]) -> None:
    schemas = [
        *document["components"]["schemas"].values(),
        *(
            parameter["schema"]
            for operation in operations(document).values()
            for parameter in operation.get("parameters", ())
        ),
    ]
    assert len(schemas) > 30
    for schema in schemas:
        jsonschema_rs.meta.validate(schema)


def test_no_reference_in_the_document_leads_nowhere(document: dict[str, Any]) -> None:
    references = set(re.findall(r"'\$ref': '([^']+)'", str(document)))
    defined = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references <= defined


def test_no_two_models_share_a_name(world: ServedBank) -> None:
    """The document calls a model by its name alone: of two the last would be all there is."""
    found: dict[str, set[type]] = {}
    kinds = [BaseModel]
    while kinds:
        for model in kinds.pop().__subclasses__():
            kinds.append(model)
            if model.__module__.startswith("service.api"):
                found.setdefault(model.__name__, set()).add(model)
    assert {name: models for name, models in found.items() if len(models) > 1} == {}


def test_every_endpoint_is_documented_and_nothing_else_is(
    world: ServedBank, document: dict[str, Any]
) -> None:
    served = {
        (re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in world.client.application.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if not rule.rule.startswith("/docs/") and not rule.endpoint.startswith("web")
    }
    assert {each for each in served if each[0] not in DOCUMENT} == set(operations(document))


def test_every_documented_endpoint_answers(
    own_world: ServedBank, document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_STORE", own_world.url)
    own_world.keep(customers=people("E1"))
    body = {**BODIES["make_override"], "customer_id": "C2"}
    made = own_world.client.post("/api/v1/groups/G1/overrides", json=body)
    body = {**BODIES["make_override"], "customer_id": "C3"}
    other = own_world.client.post("/api/v1/groups/G1/overrides", json=body)
    community, *_ = own_world.get("/communities")["items"]
    lead, *_ = own_world.get("/leads")["items"]
    examples = {
        **EXAMPLES,
        "override_id": made.get_json()["override_id"],
        "decision_no": str(other.get_json()["decision_no"]),
        "lead_id": lead["lead_id"],
        "community_id": community["community_id"],
    }
    for (path, method), operation in operations(document).items():
        name = operation["operationId"]
        # A table is asked as its list is.
        sent = BODIES.get(name.removesuffix("_as_table"))
        asked: dict[str, Any] = {"query_string": QUERIES.get(name), "json": sent}
        address = path.format(**{**examples, **OF_OTHERS.get(name, {})})
        with own_world.client.open(address, method=method, **asked) as response:
            pass
        assert str(response.status_code) == min(operation["responses"]), path


def test_every_endpoint_of_the_api_documents_its_problems(document: dict[str, Any]) -> None:
    for (path, method), operation in operations(document).items():
        if not path.startswith("/api/"):
            continue
        responses = operation["responses"]
        named = path.removesuffix("{table_form}")
        expected = {"422", "503"} | ({"404"} if "{" in named else set())
        if method == "get" and not path.endswith(".{table_form}"):
            expected.add("304")
        assert responses.keys() >= expected, path
        done = min(responses)
        assert done in {"200", "201"}
        [forms] = [FORMS[end] for end in FORMS if path.endswith(end)] or [[JSON]]
        # A list answers as its table does where `Accept` asks for that.
        if method in document["paths"].get(f"{path}.{{table_form}}", {}):
            forms = [JSON, *FORMS[".{table_form}"]]
        assert list(responses[done]["content"]) == forms, path
        for status in responses.keys() - {done, "304", "308"}:
            assert list(responses[status]["content"]) == [PROBLEM], (path, status)


def test_every_operation_and_parameter_says_what_it_is_for(document: dict[str, Any]) -> None:
    for place, operation in operations(document).items():
        assert operation["summary"].endswith("."), place
        assert "<br" not in operation.get("description", "")
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "query":
                assert parameter.get("description"), (place, parameter["name"])


def test_operation_ids_are_the_names_of_functions_and_unique(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for operation in operations(document).values()]
    assert len(ids) == len(set(ids))
    assert "list_customers" in ids


def test_a_parameter_that_may_be_left_out_is_not_said_to_be_null(document: dict[str, Any]) -> None:
    for operation in operations(document).values():
        assert "'null'" not in str(operation.get("parameters"))


def test_the_pages_are_served_and_show_the_document(world: ServedBank) -> None:
    page = world.client.get("/docs", follow_redirects=True)
    assert page.status_code == 200
    for asset in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert world.client.get(f"/docs/{asset}", buffered=True).status_code == 200, asset
    assert 'new URL("../openapi.json"' in world.client.get("/docs/start.js").text
    # What stands in a page itself is refused by the policy that is sent along.
    assert not re.search(r"<style|<script>|style=", page.text)


def test_the_pages_refer_to_no_other_host(world: ServedBank) -> None:
    page = world.client.get("/docs/swagger").text
    assert not re.findall(r"(?:https?:)?//[\w.-]+\.\w+", page)
    # Left alone, Swagger UI asks a public server for a badge that says whether a document is valid.
    assert "validatorUrl: null" in world.client.get("/docs/start.js").text


@pytest.mark.parametrize("path", ["/openapi.json", "/api/v1/tags", "/health/live"])
def test_head_is_get_without_the_body(world: ServedBank, path: str) -> None:
    got, asked = world.client.get(path), world.client.head(path)
    assert asked.status_code == 200
    assert asked.data == b""
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert asked.headers[name] == got.headers[name]


def test_options_tells_the_methods(world: ServedBank) -> None:
    response = world.client.options("/api/v1/customers/C1")
    assert response.status_code == 200
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
