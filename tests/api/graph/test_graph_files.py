"""Graph files say what the answers say, and networkx reads them back."""

import io
import json
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote
from xml.etree import ElementTree

import networkx as nx
import pytest
from werkzeug.test import TestResponse

from service.api.graph.networkx_files import NODES_ON_SPRINGS, graph_file
from service.api.graph.plain_graph import PlainGraph, plain_graph
from service.errors import BadRequest
from tests.api.contagion.contagious import load_example
from tests.banks import ServedBank
from tests.building import companies, guarantees_of, holdings_of, people

Graph: TypeAlias = "nx.MultiDiGraph[str]"
#: A declared group whose id is hard on paths and on names of files.
DECLARED = 'G/甲 "1"'
FORMS = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "node-link.json": "application/json",
}
CASCADE = {"model": "threshold", "defaulted": ["A"]}
#: Where a JSON answer lies, and what is asked.
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "neighbourhood": ("/customers/A/neighbours", {"hops": 2, "limit": 4}),
    "path": ("/paths", {"from": "P", "to": "B"}),
}


@pytest.fixture
def served(sqlite_bank: ServedBank) -> ServedBank:
    """P leads A, B and C; A guarantees B twice; D is a name that nobody should have."""
    sqlite_bank.keep(
        customers=[
            *people("P"),
            *companies("B", "C"),
            {"customer_id": "A", "kind": "company", "name": "甲<b>&\"'公司"},
        ],
        ownerships=holdings_of("P>A .8", "A>B .6", "P>C .51"),
        guarantees=[
            {**guarantees_of("A>B")[0], "guarantee_id": number, "from_on": "2024-02-29"}
            for number in ("1", "2")
        ],
        groups=[{"group_id": DECLARED, "name": "甲集团"}],
        group_members=[{"group_id": DECLARED, "customer_id": "A", "role": "core"}],
    )
    sqlite_bank.derive("--tags", "control_group_member,declared_group_member")
    return sqlite_bank


def control_group(bank: ServedBank) -> str:
    """Where the answer about the one group of control lies."""
    [group] = bank.get("/groups", kind="control")["items"]
    return f"/groups/{group['group_id']}"


def got(bank: ServedBank, path: str, **query: Any) -> TestResponse:
    response = bank.client.get(f"/api/v1{path}", query_string=query)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response


def read(content: bytes, form: str) -> Graph:
    """The graph of a file, as networkx reads it."""
    found: Any
    if form == "graphml":
        found = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    elif form == "gexf":
        found = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(content)))
        for _, _, edge in found.edges(data=True):
            del edge["id"], edge["label"]
    else:
        found = nx.node_link_graph(json.loads(content), edges="edges")
        for _, _, edge in found.edges(data=True):
            if "load_id" in edge:
                edge["source"] = edge.pop("load_id")
    read_back: Graph = found
    return read_back


def ids_of(nodes: list[dict[str, Any]]) -> set[str]:
    """What an answer's nodes are called in a graph: the kind stands before all but customers."""
    return {
        node["id"] if node["label"] == "Customer" else f"{node['label']}:{node['id']}"
        for node in nodes
    }


def assert_says(graph: Graph, nodes: set[str], edges: list[dict[str, Any]]) -> None:
    """The graph has these nodes, and all that these edges say but what is null; no other edge."""
    assert set(graph) == nodes
    assert edges
    held: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for begin, end, says in graph.edges(data=True):
        held.setdefault((begin, end.removeprefix("Group:")), []).append(says)
    told = {(edge["from"], edge["to"]) for edge in edges}
    assert held.keys() == told
    for edge in edges:
        says = {name: value for name, value in edge.items() if value is not None}
        pair = says.pop("from"), says.pop("to")
        assert any(says.items() <= one.items() for one in held[pair]), says


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("asked", ["neighbourhood", "path"])
def test_a_neighbourhood_and_a_path_have_the_answer_s_nodes_and_edges(
    served: ServedBank, form: str, asked: str
) -> None:
    path, query = ASKED[asked]
    answer = served.get(path, **query)
    response = got(served, f"{path}.{form}", **query)
    assert response.mimetype == FORMS[form]
    assert_says(read(response.data, form), ids_of(answer["nodes"]), answer["edges"])


@pytest.mark.parametrize("form", FORMS)
def test_a_group_has_its_members_and_the_edges_of_their_reasons(
    served: ServedBank, form: str
) -> None:
    path = control_group(served)
    members = served.get(path)["members"]
    edges = [reason for one in members for reason in one["reasons"] if "facts" not in reason]
    graph = read(got(served, f"{path}.{form}").data, form)
    assert_says(graph, {member["customer_id"] for member in members}, edges)
    for member in members:
        says = graph.nodes[member["customer_id"]]
        assert says["label"] == member["name"]
        for name in ("kind", "is_client", "role", "exposure", "currency"):
            assert says[name] == member[name]
        assert says["reason_zh"] == member["sentence"]["zh"]
        assert says["head"] is (member["customer_id"] == "P")
        assert says["member"] is True


@pytest.mark.parametrize("form", FORMS)
def test_a_cascade_has_who_is_hit_and_what_brought_it(sqlite_bank: ServedBank, form: str) -> None:
    client = load_example(sqlite_bank).client
    answer = client.post("/api/v1/contagion", json=CASCADE).get_json()
    graph = read(client.post(f"/api/v1/contagion.{form}", json=CASCADE).data, form)
    struck = [
        (step["round"], customer) for step in answer["rounds"] for customer in step["customers"]
    ]
    edges = [
        {**edge, "round": number, "customer_id": customer["customer_id"]}
        for number, customer in struck
        for edge in customer["because"]
    ]
    assert_says(graph, {end["customer_id"] for end in answer["customers"]}, edges)
    for end in answer["customers"]:
        says = graph.nodes[end["customer_id"]]
        assert [says[name] for name in ("loss", "defaulted")] == [end["loss"], end["defaulted"]]
    assert {node: says["round"] for node, says in graph.nodes.items() if "round" in says} == {
        customer["customer_id"]: number for number, customer in reversed(struck)
    }


@pytest.mark.parametrize("form", FORMS)
def test_types_names_and_parallel_edges_are_kept(served: ServedBank, form: str) -> None:
    file = got(served, f"/customers/A/neighbours.{form}").data
    graph = read(file, form)
    assert graph.nodes["A"]["label"] == "甲<b>&\"'公司"
    assert graph.nodes["A"]["type"] == "Customer"
    assert graph.nodes[f"Group:{DECLARED}"]["label"] == "甲集团"
    edges = {
        edge.get("guarantee_id", edge["type"]): edge for *_, edge in graph.edges("A", data=True)
    }
    assert {"1", "2"} <= edges.keys()
    assert edges["1"]["from_on"] == "2024-02-29"
    assert edges["OWNS"]["share"] == 0.6
    assert isinstance(edges["OWNS"]["share"], float)
    assert "甲<b>".encode() in file or "甲&lt;b".encode() in file


def said(content: bytes, form: str) -> dict[str, Any]:
    """What a file says of the whole graph."""
    if form != "gexf":
        return dict(read(content, form).graph)
    tree = ElementTree.fromstring(content)
    [description] = [part.text for part in tree.iter() if part.tag.endswith("description")]
    found: dict[str, Any] = json.loads(description or "")
    return found


@pytest.mark.parametrize("form", FORMS)
def test_what_is_left_out_is_said_of_the_whole(served: ServedBank, form: str) -> None:
    path = control_group(served)
    assert said(got(served, f"{path}.{form}").data, form)["hidden"] == 0
    part = got(served, f"{path}.{form}", limit=1).data
    assert (said(part, form)["hidden"], said(part, form)["size"]) == (3, 4)
    assert {node for node, says in read(part, form).nodes(data=True) if "member" in says} == {"A"}
    asked = {"limit": 2}
    around = said(got(served, f"/customers/A/neighbours.{form}", **asked).data, form)
    assert around["hidden"] == served.get("/customers/A/neighbours", **asked)["hidden"] > 0
    load_example(served)
    body = {**CASCADE, "limit": 1}
    answer = served.client.post("/api/v1/contagion", json=body).get_json()
    cascade = said(served.client.post(f"/api/v1/contagion.{form}", json=body).data, form)
    assert cascade["hidden"] == answer["hidden"] > 0
    assert cascade["unknown"] == json.dumps(answer["unknown"], separators=(",", ":"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", [None, "spring", "layered", "circular"])
def test_the_same_answer_is_the_same_bytes(
    served: ServedBank, form: str, layout: str | None
) -> None:
    asked = {"layout": layout} if layout else {}
    path = f"{control_group(served)}.{form}"
    first, again = got(served, path, **asked), got(served, path, **asked)
    assert first.data == again.data
    assert first.headers["ETag"] == again.headers["ETag"]
    known = {"If-None-Match": first.headers["ETag"]}
    answered = served.client.get(f"/api/v1{path}", query_string=asked, headers=known)
    assert (answered.status_code, answered.data) == (304, b"")


@pytest.mark.parametrize("form", FORMS)
def test_a_layout_gives_each_node_a_place(served: ServedBank, form: str) -> None:
    path = f"{control_group(served)}.{form}"
    graph = read(got(served, path, layout="layered").data, form)
    places = {
        node: says["viz"]["position"] if form == "gexf" else says
        for node, says in graph.nodes(data=True)
    }
    heights = {node: float(place["y"]) for node, place in places.items()}
    assert heights["P"] > heights["A"] == heights["C"] > heights["B"]
    assert all(
        "viz" not in says and "x" not in says
        for says in read(got(served, path).data, form).nodes.values()
    )
    served.get(path, 422, layout="round")


def wheel(size: int) -> PlainGraph:
    nodes = [{"id": str(i), "label": "Customer", "name": None} for i in range(size)]
    edges = [{"type": "OWNS", "from": "0", "to": str(i)} for i in range(1, size)]
    return plain_graph({}, nodes, edges)


def test_springs_are_refused_above_their_bound_and_other_layouts_are_not() -> None:
    assert graph_file(wheel(NODES_ON_SPRINGS), "graphml", "spring")
    with pytest.raises(BadRequest, match="spring places at most 300 nodes, and there are 301: ask"):
        graph_file(wheel(NODES_ON_SPRINGS + 1), "graphml", "spring")
    for layout in ("layered", "circular", None):
        assert graph_file(wheel(2000), "gexf", layout)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", ["spring", "layered", "circular"])
def test_a_graph_of_one_node_or_none_has_every_layout(form: Any, layout: Any) -> None:
    for size in (0, 1):
        assert len(read(graph_file(wheel(size), form, layout), form)) == size


def test_customers_who_own_each_other_are_on_one_layer() -> None:
    nodes = [{"id": name, "label": "Customer", "name": None} for name in "abc"]
    pairs = ("ab", "ba", "bc")
    edges = [{"type": "OWNS", "from": pair[0], "to": pair[1]} for pair in pairs]
    file = graph_file(plain_graph({}, nodes, edges), "graphml", "layered")
    places = {node: says["y"] for node, says in read(file, "graphml").nodes(data=True)}
    assert places["a"] == places["b"] > places["c"]


@pytest.mark.parametrize("form", FORMS)
def test_what_xml_has_no_place_for_is_replaced(form: Any) -> None:
    says = {"name": "a\x0b\ufffeb", "list": ["\x00"], "nothing": None}
    nodes = [{"id": "n", "label": "Customer", "name": "甲\x1f\ud800乙\U0001f600\x85"}]
    graph = read(graph_file(plain_graph(says, nodes, []), form, None), form)
    assert graph.nodes["n"]["label"] == "甲\ufffd\ufffd乙\U0001f600\x85"
    told = said(graph_file(plain_graph(says, nodes, []), form, None), form)
    assert (told["name"], told["list"]) == ("a\ufffd\ufffdb", '["\\u0000"]')
    assert "nothing" not in told


@pytest.mark.parametrize("form", FORMS)
def test_an_attribute_is_of_one_type_and_may_have_any_name(form: Any) -> None:
    nodes: list[dict[str, Any]] = [
        {"id": name, "label": "Customer", "name": None, "n": n, "start": "s", "end": 1, "pid": t}
        for name, n, t in (("a", 1, "1"), ("b", 0.5, True))
    ]
    edge = {"type": "OWNS", "from": "a", "to": "b", "source": "L1", "weight": 2, "start": "x"}
    edges: list[dict[str, Any]] = [edge, edge, {**edge, "weight": 3}]
    file = graph_file(plain_graph({}, nodes, edges), form, None)
    graph = read(file, form)
    assert [says["n"] for says in graph.nodes.values()] == [1.0, 0.5]
    assert all(isinstance(says["n"], float) for says in graph.nodes.values())
    assert [says["pid"] for says in graph.nodes.values()] == ["1", "true"]
    assert [says["end"] for says in graph.nodes.values()] == [1, 1]
    assert [edge["weight"] for *_, edge in graph.edges(data=True)] == [2, 3]


def test_a_customer_called_as_an_account_stays_apart_from_it() -> None:
    nodes: list[dict[str, Any]] = [
        {"id": "1", "label": "Account", "name": None},
        {"id": "1", "label": "Customer", "name": "一"},
        {"id": "Account:1", "label": "Customer", "name": "二"},
    ]
    held = {"type": "HOLDS", "from": "Account:1", "to": "1"}
    paid = {"type": "PAID", "from": "1", "to": "Account:1"}
    edges: list[dict[str, Any]] = [held, paid]
    graph = plain_graph({}, nodes, edges)
    assert [*graph.nodes] == ["Account:1", "1", "Customer:Account:1"]
    assert [edge[:2] for edge in graph.edges] == [
        ("Customer:Account:1", "Account:1"),
        ("1", "Customer:Account:1"),
    ]


def test_an_id_that_ends_as_a_form_is_an_id_first(sqlite_bank: ServedBank) -> None:
    ids = ("G", "G.graphml", "G.csv", "H/x", "H/x.gexf")
    sqlite_bank.keep(
        customers=companies("A", "B.graphml"),
        groups=[{"group_id": each, "name": f"集团{each}"} for each in ids],
        group_members=[{"group_id": each, "customer_id": "A"} for each in ids],
    )
    for group_id in ("G.graphml", "G.csv", "H/x.gexf"):
        told = sqlite_bank.get(f"/groups/{quote(group_id, safe='')}", limit=1)
        assert told["group_id"] == group_id
        sqlite_bank.get(f"/groups/{quote(group_id, safe='')}", 422, layout="spring")
    for group_id, form in (("G", "gexf"), ("G.graphml", "graphml"), ("H/x", "graphml")):
        response = got(sqlite_bank, f"/groups/{quote(group_id, safe='')}.{form}")
        assert said(response.data, form)["group_id"] == group_id
    around = got(sqlite_bank, "/customers/B.graphml/neighbours.graphml")
    assert [*read(around.data, "graphml")] == ["B.graphml"]


def test_the_file_is_named_so_that_it_can_be_saved(served: ServedBank) -> None:
    response = got(served, f"/groups/{quote(DECLARED, safe='')}.graphml")
    saved = response.headers["Content-Disposition"]
    name = quote("group-G-甲-1.graphml")
    assert saved == f"attachment; filename=group-G--1.graphml; filename*=UTF-8''{name}"
    assert response.content_type == "application/graphml+xml; charset=utf-8"


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_there_is_a_problem_document(served: ServedBank, form: str) -> None:
    for path in (f"/groups/nothing.{form}", f"/customers/nobody/neighbours.{form}"):
        assert served.get(path, 404)["type"] == "/problems/not-found"
    served.get(f"/paths.{form}", 404, **{"from": "A", "to": "nobody"})
    served.get("/groups/nothing.gml", 404)
    response = served.client.post(f"/api/v1/contagion.{form}", json={"model": "threshold"})
    assert (response.status_code, response.mimetype) == (422, "application/problem+json")


def test_no_path_is_a_graph_without_nodes(served: ServedBank) -> None:
    asked = {"from": "C", "to": "B", "max_hops": 1, "layout": "spring"}
    for form in FORMS:
        assert len(read(got(served, f"/paths.{form}", **asked).data, form)) == 0


def test_networkx_waits_until_a_file_or_a_picture_is_asked_for() -> None:
    root = Path(__file__).parents[3]
    importing = [
        path.relative_to(root).as_posix()
        for room in ("cypher", "loaders", "service")
        for path in (root / room).rglob("*.py")
        if "import networkx" in path.read_text("utf-8")
    ]
    assert sorted(importing) == [
        "service/api/graph/networkx_files.py",
        "service/web/pictures/layouts.py",
    ]
