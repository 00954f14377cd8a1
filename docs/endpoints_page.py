"""The endpoints as a page to read, docs/endpoints.md, made from the OpenAPI document."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from service.app import create_app
from service.settings import Settings

DOCUMENT = Path(__file__).with_name("endpoints.md")

PREFACE = """\
# Endpoints 接口

Every endpoint, as the OpenAPI document at `/openapi.json` describes it; the service shows the same
at `/docs`, every field included. `make documents` writes this page: change the endpoint, not it.

Lists answer `{"items": [...], "next": cursor or null}`; `next` is the `cursor` of the page after.
Money is text with its currency beside it. An error is a problem document (RFC 9457) that says in
one sentence what to do. Every answer has a strong ETag.
"""

Schema = Mapping[str, Any]


def render() -> str:
    """The whole page as Markdown: a table of all endpoints, then a section for each."""
    document = openapi_document()
    operations = [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    listed = "\n".join(
        f"| [`{name}`](#{_anchor(name)}) | {operation['summary']} |"
        for name, operation in operations
    )
    contents = f"| endpoint | what it does |\n|---|---|\n{listed}\n"
    told = "\n".join(f"| {status} | {meaning} |" for status, meaning in _statuses(operations))
    statuses = f"| status | meaning |\n|---|---|\n{told}\n"
    schemas = document["components"]["schemas"]
    sections = (_section(name, operation, schemas) for name, operation in operations)
    return "\n".join([PREFACE, statuses, contents, *sections])


def openapi_document() -> dict[str, Any]:
    """The OpenAPI document as the service answers it; no store is opened for it."""
    client = create_app(Settings(access_log=False)).test_client()
    document: dict[str, Any] = json.loads(client.get("/openapi.json").data)
    return document


def _anchor(heading: str) -> str:
    """What a link to a heading is called: letters, digits, hyphens and low lines."""
    kept = "".join(sign for sign in heading.lower() if sign.isalnum() or sign in "-_ ")
    return kept.replace(" ", "-")


def _statuses(operations: Sequence[tuple[str, Schema]]) -> list[tuple[str, str]]:
    """What each status but success means, in the order of statuses, as it is first described."""
    meanings: dict[str, str] = {}
    for _, operation in operations:
        for status, response in operation["responses"].items():
            if not status.startswith("2"):
                meanings.setdefault(status, response["description"])
    return sorted(meanings.items())


def _section(name: str, operation: Schema, schemas: Schema) -> str:
    """One endpoint: what it does, what it takes, what it answers."""
    parts = [f"## {name}", operation["summary"], operation.get("description", "")]
    parameters = [
        _row(each["name"], each["schema"], each["required"], each.get("description", ""))
        for each in operation.get("parameters", [])
    ]
    if parameters:
        parts.append(_table("parameter", parameters))
    if "requestBody" in operation:
        [content] = operation["requestBody"]["content"].values()
        body = _resolved(content["schema"], schemas)
        required = body.get("required", [])
        fields = [
            _row(field, schema, field in required, schema.get("description", ""))
            for field, schema in body["properties"].items()
        ]
        parts.append(_table("field of the body", fields))
    others = sorted(status for status in operation["responses"] if not status.startswith("2"))
    [status] = [status for status in operation["responses"] if status.startswith("2")]
    answered = _answer(operation["responses"][status], schemas)
    parts.append(f"Answers {status}: {answered}. Else {', '.join(others)}.")
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(what: str, rows: list[str]) -> str:
    return "\n".join([f"| {what} | value | default | meaning |", "|---|---|---|---|", *rows])


def _row(name: str, schema: Schema, required: bool, meaning: str) -> str:
    """A parameter or a field of a body: its type with its bounds, its default, its meaning."""
    if required:
        default = "required"
    else:
        default = f"`{json.dumps(schema['default'])}`" if schema.get("default") is not None else ""
    return f"| `{name}` | {_value(schema)} | {default} | {meaning} |"


def _value(schema: Schema) -> str:
    """The values that a schema allows, in words."""
    if "anyOf" in schema or "oneOf" in schema:
        kinds = schema.get("anyOf") or schema["oneOf"]
        return " or ".join(_value(each) for each in kinds if each.get("type") != "null")
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_value(schema['items'])}{_bounds(schema, 'minItems', 'maxItems')}"
    words = {"integer": "whole number", "string": "text", "boolean": "true or false"}
    kind = words.get(schema["type"], str(schema["type"]))
    return kind + _bounds(schema, "minimum", "maximum") + _bounds(schema, "minLength", "maxLength")


def _bounds(schema: Schema, least: str, most: str) -> str:
    """The bounds of a schema by the names of both; empty where it has none."""
    unit = {"minLength": " characters", "minItems": " items"}.get(least, "")
    if least in schema and most in schema:
        return f" ({schema[least]:,.10g} to {schema[most]:,.10g}{unit})"
    words = [
        f"{word} {schema[name]:,.10g}{unit}"
        for word, name in (("at least", least), ("at most", most))
        if name in schema
    ]
    return f" ({words[0]})" if words else ""


def _answer(response: Schema, schemas: Schema) -> str:
    """What an endpoint answers: the fields of its JSON, or the form of another document."""
    form, *others = response["content"]
    content = response["content"][form]
    if "$ref" not in content.get("schema", {}):
        return f"{response['description']} ({', '.join([form, *others])})"
    fields = _resolved(content["schema"], schemas)["properties"]
    return f"{_value(content['schema'])} with {', '.join(f'`{name}`' for name in fields)}"


def _resolved(schema: Schema, schemas: Schema) -> Schema:
    """The schema that a reference names."""
    resolved: Schema = schemas[schema["$ref"].rpartition("/")[2]]
    return resolved
