"""Tables in the OpenAPI document: each is what its list is, in another form."""

from typing import Any

from flask_openapi.models.path_item import PathItem

from cypher.language import LANGUAGES
from service.api.http.openapi_responses import problem_responses
from service.api.tables.files import MEDIA_TYPES

_LANGUAGE = {
    "name": "lang",
    "in": "query",
    "description": "the language of headers and words; where it is left out that of "
    "Accept-Language, else Chinese. English headers are the names that JSON has",
    "required": False,
    "schema": {"type": "string", "enum": [*LANGUAGES]},
}
_FORM = {
    "name": "table_form",
    "in": "path",
    "description": "csv, or a workbook whose last sheet says of what run and day it is",
    "required": True,
    "schema": {"type": "string", "enum": [*MEDIA_TYPES]},
}
_NOT_FOUND, _NO_METHOD = problem_responses(404, 405).values()
_CONTENT = {media_type: {"schema": {"type": "string"}} for media_type in MEDIA_TYPES.values()}


def documented_table(item: PathItem, method: str, title: str) -> PathItem:
    """The operation of a list, answering with the table called `title`.

    All of the list comes unless `limit` or `cursor` names a page.
    """
    operations: dict[str, Any] = item.model_dump(by_alias=True, exclude_unset=True, mode="json")
    operation = operations[method]
    listed = operation["operationId"]
    operation |= {
        "operationId": f"{listed}_as_table",
        "summary": f"Give the table “{title}”: as CSV, or as a workbook.",
        "description": f"The rows of `{listed}`: all of them, unless `limit` or `cursor` asks for "
        "a page. `Accept` does the same there.",
        "parameters": [*operation.get("parameters", ()), _LANGUAGE, _FORM],
    }
    operation["responses"].pop("304", None)
    # What lies beside the list, under another ending, need not be there.
    operation["responses"].setdefault("404", _NOT_FOUND)
    if method == "post":
        operation["responses"].setdefault("405", _NO_METHOD)
    operation["responses"]["200"] = {"description": "A file to save", "content": _CONTENT}
    return PathItem(**{method: operation})


def documented_list(item: PathItem, method: str) -> PathItem:
    """The operation of a list, which answers with its table where `Accept` asks for one."""
    operations: dict[str, Any] = item.model_dump(by_alias=True, exclude_unset=True, mode="json")
    operations[method]["responses"]["200"]["content"] |= _CONTENT
    return PathItem(**operations)
