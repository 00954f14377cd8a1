"""Documents: the interface described, operation by operation; health, metrics, conditional GET."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tests.answers.bank import Bank
from tests.answers.interface import API, Answer


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions that are the same for every bank."""
    api = bank.api
    document = api.ask("GET", "/openapi.json")
    schemas = document.content["components"]["schemas"]
    for path, operations in document.content["paths"].items():
        for method, operation in operations.items():
            asked = f"GET /openapi.json {method} {path}"
            said = _spelt_out(operation, schemas, ())
            yield asked, [Answer(asked, document.status, document.media_type, said)]
    rest = {name: part for name, part in document.content.items() if name != "paths"}
    del rest["components"]
    asked = "GET /openapi.json: the rest"
    yield asked, [Answer(asked, document.status, document.media_type, rest)]
    yield "GET /health", [api.ask("GET", "/health/live"), api.ask("GET", "/health/ready")]
    yield "GET /metrics", [metrics(bank)]
    yield "GET /docs", [api.ask("GET", "/docs")]
    yield "GET /tags, known already", known_already(bank)


def metrics(bank: Bank) -> Answer:
    """What is measured, and as what; not the measurements."""
    answer = bank.api.ask("GET", "/metrics")
    told = sorted(
        line for line in answer.content.splitlines() if line.startswith("# ") and "guanxi" in line
    )
    return replace(answer, content=told)


def known_already(bank: Bank) -> Iterator[Answer]:
    """An answer that the client has is not sent again; any other is."""
    for etag in ("*", '"no such"'):
        answer = bank.api.ask("GET", f"{API}/overrides", headers={"If-None-Match": etag})
        yield replace(answer, asked=f"{answer.asked} but {etag}")


def _spelt_out(part: Any, schemas: Mapping[str, Any], within: tuple[str, ...]) -> Any:
    """A part of the document with schemas in place of their names, and no titles of classes."""
    if isinstance(part, list):
        found = [_spelt_out(one, schemas, within) for one in part]
        # Names of required fields, tags, values of an enumeration: their order says nothing.
        return sorted(found) if all(isinstance(one, str) for one in found) else found
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).rpartition("/")[2]
    if name in within:
        return {"again": True}
    if name:
        return _spelt_out(schemas[name], schemas, (*within, name))
    return {
        key: _spelt_out(value, schemas, within)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str))
    }
