"""Mistakes: what each endpoint says to a request that it cannot serve."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import orjson

from tests.answers.bank import Bank
from tests.answers.interface import API, Answer

#: Ids that nothing has, by the parameter of the path.
NOBODY: Mapping[str, str] = {"run_id": "999", "earlier": "998", "later": "999"}
#: Values that some parameter of a query refuses, whatever its type.
WRONG = ("", "0", "1.5", "nothing", "x" * 3000, "\x01", "99999999999")
#: Values that some field of a body refuses.
VALUES: Sequence[Any] = (None, -1, [], "x" * 3000)
#: Bodies that no endpoint takes, and one that has nothing in it.
BODIES = (b"{}", b"[]", b"null", b"{", b'{"no_such_field": 1}', b"\xff", b'"text"')


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions that cannot be answered, endpoint by endpoint."""
    document = bank.api.ask("GET", "/openapi.json").content
    schemas = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        if path.startswith(API):
            for method, operation in operations.items():
                name = f"{method.upper()} {path.removeprefix(API)}: mistakes"
                fields: list[str] = []
                if method == "post":
                    [taken] = operation["requestBody"]["content"].values()
                    fields = sorted(
                        schemas[taken["schema"]["$ref"].rpartition("/")[2]]["properties"]
                    )
                parameters = operation.get("parameters", [])
                asked = mistakes(bank, method.upper(), path, parameters, fields)
                yield name, map(without_what_is_served, asked)
    yield "any path: mistakes", elsewhere(bank)


def mistakes(
    bank: Bank,
    method: str,
    path: str,
    parameters: Sequence[Mapping[str, Any]],
    fields: Sequence[str],
) -> Iterator[Answer]:
    """Unknown ids, wrong methods, wrong values of each parameter and field, wrong bodies."""
    api = bank.api
    for wrong in ("nobody", "no/body", "x" * 65, "%01"):
        named = path
        for parameter in parameters:
            if parameter["in"] == "path":
                known = NOBODY.get(parameter["name"], "") if wrong == "nobody" else ""
                named = named.replace("{" + parameter["name"] + "}", known or wrong)
        body = b'{"reason": "r", "author": "a"}' if method == "POST" else None
        yield api.ask(method, named, body=body)
    real = _real(bank, path)
    yield api.ask("DELETE", real)
    yield api.ask("PUT", real, body=b"{}")
    if method == "GET":
        yield api.ask("GET", real, {"no_such_parameter": "1"})
        yield api.ask("GET", f"{real}?limit=1&limit=2")
        for parameter in parameters:
            if parameter["in"] == "query":
                for wrong in WRONG:
                    yield api.ask("GET", real, {parameter["name"]: wrong})
    else:
        for body in BODIES:
            yield api.ask(method, real, body=body)
        yield api.ask(method, real, body=b"{}", headers={"Content-Type": "text/plain"})
        yield api.ask(method, real)
        for field in fields:
            for value in VALUES:
                yield api.ask(method, real, body=orjson.dumps({field: value}))


def without_what_is_served(answer: Answer) -> Answer:
    """Of what is no mistake only that: what it says is asked elsewhere."""
    return replace(answer, content="served") if answer.status == 200 else answer


def elsewhere(bank: Bank) -> Iterator[Answer]:
    """Paths where nothing is."""
    for path in ("/api", f"{API}/", f"{API}/nothing", f"{API}//customers", "/openapi"):
        yield bank.api.ask("GET", path)
    yield bank.api.ask("OPTIONS", f"{API}/customers")
    yield bank.api.ask("GET", f"{API}/customers/")


def _real(bank: Bank, path: str) -> str:
    """A path that leads somewhere, where the bank has what it names."""
    ids = {
        "customer_id": bank.customers[:1],
        "tag_id": [tag["tag_id"] for tag in bank.tags[:1]],
        "group_id": [group["group_id"] for group in bank.groups[:1]],
        "community_id": bank.communities[:1],
        **{name: [str(run["run_id"]) for run in bank.runs[:1]] for name in NOBODY},
    }
    for name, found in ids.items():
        path = path.replace("{" + name + "}", quote(found[0], safe="") if found else "nobody")
    return path.replace("{override_id}", "nobody")
