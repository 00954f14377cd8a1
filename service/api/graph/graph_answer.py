"""Answers as graph files: what endpoints with a form at their end take, and how they answer."""

import functools
import re
from typing import Any

import orjson
from flask import Response
from pydantic import Field

from service.api.access.named import begin_export, note_named
from service.api.graph.networkx_files import NODES_ON_SPRINGS, Form, Layout, graph_file
from service.api.graph.plain_graph import PlainGraph
from service.api.http.answers import answer_file
from service.api.http.openapi_responses import problem_responses
from service.api.http.parameters import Request
from service.api.http.times import zone
from service.instants import instants_told_in

MEDIA_TYPES: dict[Form, str] = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "node-link.json": "application/json",
}
#: The end of a path that names a form, as werkzeug writes it.
FORM = '<any("{}"):form>'.format('","'.join(MEDIA_TYPES))


class FormPath(Request):
    """Names the form of a graph file."""

    form: Form = Field(description="GraphML, GEXF, or node-link JSON as networkx reads it")


class LayoutQuery(Request):
    """Whether nodes get places."""

    layout: Layout | None = Field(
        None,
        description="give each node a place: `spring` (at most "
        f"{NODES_ON_SPRINGS} nodes), `layered` (owners above what they own) or `circular`; none "
        "where it is left out",
    )


def answer_graph(graph: PlainGraph, path: FormPath, layout: Layout | None, name: str) -> Response:
    """The graph as a file called by `name`, or 304 where the client already has it.

    Raises BadRequest where it has too many nodes for the layout.
    """
    begin_export()
    note_named(_named_by(graph))
    body = graph_file(_told_here(graph), path.form, layout)
    # Letters of any script and digits: a name that every file system takes.
    safe = re.sub(r"[^\w.]+", "-", name).strip("-.")
    return answer_file(body, MEDIA_TYPES[path.form], f"{safe}.{path.form}")


def _named_by(graph: PlainGraph) -> list[Any]:
    """Whatever may name a customer in a graph: nodes and attributes, where maps stand as JSON."""
    attributes = [graph.says, *graph.nodes.values(), *(says for *_, says in graph.edges)]
    return [
        *graph.nodes,
        *attributes,
        *(_map(text) for says in attributes for text in says.values()),
    ]


def _map(text: Any) -> Any:
    """What an attribute says that holds a map or a list as JSON; None for any other."""
    if not isinstance(text, str) or text[:1] not in ("{", "["):
        return None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _told_here(graph: PlainGraph) -> PlainGraph:
    """The graph with its instants told in the bank's zone."""
    told = functools.partial(instants_told_in, zone())
    nodes = {name: told(says) for name, says in graph.nodes.items()}
    edges = [(begin, end, told(says)) for begin, end, says in graph.edges]
    return PlainGraph(told(graph.says), nodes, edges)


def graph_documents(*problems: int, read: bool = True) -> dict[Any, Any]:
    """The responses of an endpoint that answers with a graph file; 304 where it only reads."""
    forms = {
        media_type: {"schema": {"type": "object" if form.endswith("json") else "string"}}
        for form, media_type in MEDIA_TYPES.items()
    }
    known = {304: {"description": "What the client has (If-None-Match) is what there is"}}
    return {
        200: {"description": "A graph file, UTF-8", "content": forms},
        **(known if read else {}),
        **problem_responses(*problems, 422, 503),
    }
