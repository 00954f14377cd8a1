"""docs/endpoints.md has every endpoint with all that it takes and answers."""

import re
from typing import Any

import pytest

from docs.endpoints_page import DOCUMENT, openapi_document, render
from service.app import create_app
from service.settings import Settings

DESCRIBED = openapi_document()
OPERATIONS = [
    pytest.param(method, path, operation, id=f"{method.upper()} {path}")
    for path, methods in DESCRIBED["paths"].items()
    for method, operation in methods.items()
]


def section(method: str, path: str) -> str:
    """What the page says of one endpoint."""
    [found] = re.findall(
        rf"(?ms)^## {re.escape(f'{method.upper()} {path}')}\n(.*?)(?=^## |\Z)", render()
    )
    return str(found)


def test_the_page_is_what_the_endpoints_say() -> None:
    assert DOCUMENT.read_text("utf-8") == render(), "run `make documents`"


def test_every_endpoint_that_is_served_has_a_section() -> None:
    rules = create_app(Settings(access_log=False)).url_map.iter_rules()
    served = {
        (method, re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", str(rule)))
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if str(rule).startswith(("/api/", "/health/", "/metrics"))
    }
    told = re.findall(r"(?m)^## (\w+) (\S+)$", render())
    assert len(told) == len(served)
    assert set(told) == served


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_a_section_says_what_the_endpoint_takes_and_answers(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    text, schemas = section(method, path), DESCRIBED["components"]["schemas"]
    assert operation["summary"] in text
    taken = {each["name"] for each in operation.get("parameters", [])}
    assert set(re.findall(r"\{(\w+)\}", path)) <= taken
    for content in operation.get("requestBody", {}).get("content", {}).values():
        taken |= set(schemas[content["schema"]["$ref"].rpartition("/")[2]]["properties"])
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", text)) == taken
    for status, response in operation["responses"].items():
        assert status in text
        for content in response.get("content", {}).values():
            if status.startswith("2") and "$ref" in content.get("schema", {}):
                name = content["schema"]["$ref"].rpartition("/")[2]
                assert f"`{name}`" in text
                assert all(f"`{field}`" in text for field in schemas[name]["properties"])
