"""Every question that the API can be asked of a small bank, and those that fail."""

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

from flask.testing import FlaskClient

from cypher.vocabulary import EDGE_TYPES, LISTED_GROUP_KINDS
from service.api.graph.graph_answer import MEDIA_TYPES
from service.api.match.schemas import MOST_TAGS
from service.tags import catalogue

Headers = dict[str, str]

#: What must be asked besides the path, by operation.
QUERIES: dict[str, list[dict[str, str]]] = {
    "get_neighbours": [
        {"hops": "3", "limit": "500"},
        *({"types": edge_type} for edge_type in EDGE_TYPES),
    ],
    "get_tags": [{"include": "evidence"}],
    "list_groups": [{}, *({"kind": kind} for kind in LISTED_GROUP_KINDS)],
}


def failures(client: FlaskClient) -> list[str]:
    """The questions that were answered with a status of 500 or more, with what was answered."""
    return [
        f"{question}: {answer.get_data(as_text=True)}"
        for question, answer in asked(client)
        if answer.status_code >= 500
    ]


def asked(client: FlaskClient, headers: Headers | None = None) -> Iterator[tuple[str, Any]]:
    """Every question with its answer: each path for everything that the bank has.

    Somebody asks whom the headers name; `client` itself sees all that there is to be named.
    """
    document = json.loads(client.get("/openapi.json").data)
    known = _known(client)
    by = {"headers": headers or {}}
    for path, methods in document["paths"].items():
        if not path.startswith("/api/") or "get" not in methods:
            continue
        name = methods["get"]["operationId"]
        places = re.findall(r"{(\w+)}", path)
        for values in itertools.product(*(known[place] for place in places)):
            where = path.format(**dict(zip(places, values, strict=True)))
            for query in _queries(name, known):
                answer = client.get(where, query_string=query, **by)
                yield f"GET {where} {query}", answer
    for path, bodies in _bodies(known).items():
        assert f"/api/v1{path}" in document["paths"]
        for body in bodies:
            yield f"POST {path} {body}", client.post(f"/api/v1{path}", json=body, **by)


def _known(client: FlaskClient) -> dict[str, list[str]]:
    """What paths can name, all of it; a small bank is one of which each list is one page."""

    def ids(path: str, name: str) -> list[str]:
        items = client.get(f"/api/v1{path}?limit=500").get_json()["items"]
        return [str(item[name]) for item in items]

    customers, runs = ids("/customers", "customer_id"), ids("/runs", "run_id")
    said = {"customer_id": customers[0], "decision": "in", "reason": "r", "author": "a"}
    client.post("/api/v1/groups/G1/overrides", json=said)
    case = {"title": "t", "model": "clearing", "shocks": {customers[0]: 0.5}}
    client.post("/api/v1/cases", json=case)
    return {
        "customer_id": customers,
        "tag_id": list(catalogue()),
        "group_id": ids("/groups", "group_id"),
        "community_id": ids("/communities", "community_id"),
        "case_no": ids("/cases", "case_no"),
        "override_id": ids("/overrides", "override_id"),
        "form": [*MEDIA_TYPES],
        "table_form": ["csv"],
        "run_id": runs,
        "load_id": ids("/loads", "load_id"),
        "earlier": runs,
        "later": runs,
    }


def _queries(name: str, known: dict[str, list[str]]) -> list[dict[str, str]]:
    customers = known["customer_id"]
    if name == "get_why":
        return [{"customer_id": each} for each in customers]
    if name in ("get_path", "get_path_as_graph"):
        return [{"from": a, "to": b} for a, b in itertools.permutations(customers[:6], 2)]
    return QUERIES.get(name, [{}])


def _bodies(known: dict[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    customers = known["customer_id"]
    return {
        "/contagion": [{"model": "threshold", "defaulted": [each]} for each in customers],
        "/contagion/cut": [{"defaulted": customers[:1], "protect": customers[-1:]}],
        "/cases": [{"title": "t", "defaulted": customers[:1]}],
        "/customers/match": [
            {
                "items": [
                    *({"customer_id": each} for each in customers),
                    *({"name": each} for each in ("王小", "王晓明", "Acme")),
                ],
                "tags": [*catalogue()][:MOST_TAGS],
                "groups": [*LISTED_GROUP_KINDS],
            }
        ],
        "/influence/seeds": [{"k": 2}],
        "/look-alike": [{"seeds": customers[:1], "k": 2}],
        "/what-if": [
            {"add": [tie], "customers": customers} for tie in _ties(customers[0], customers[-1])
        ],
    }


def _ties(a: str, b: str) -> Iterator[dict[str, Any]]:
    """A tie of each type that may be supposed, one for each word that it may say."""
    said: dict[str, Any] = {"share": 0.6, "amount": 5.0}
    for name, edge in EDGE_TYPES.items():
        if edge.needs is None:
            continue
        ends = {"Group": "G1", "Identifier": "phone:1"}
        tie = {"type": name, "from": a, "to": ends.get(edge.to_end, b)}
        tie |= {column: said[column] for column in edge.needs if column in said}
        for words in itertools.product(*edge.words.values()):
            yield tie | dict(zip(edge.words, words, strict=True))
