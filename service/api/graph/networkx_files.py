"""Graph files, which networkx writes and reads: GraphML, GEXF and node-link JSON.

The same graph in the same form has the same bytes.
"""

from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING, Any, Literal

import orjson

from cypher.vocabulary import Text
from service.api.graph.plain_graph import PlainGraph
from service.errors import BadRequest

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph = nx.MultiDiGraph[str]

Form = Literal["graphml", "gexf", "node-link.json"]
Layout = Literal["spring", "layered", "circular"]
#: Places as (x, y), y upwards.
Places = dict[str, tuple[float, float]]

#: Springs for so many nodes take half a second, and a thousand take twelve.
NODES_ON_SPRINGS = 300
SEED = 1
#: How far apart neighbouring nodes lie, more or less: programs draw a node some ten units wide.
DISTANCE = 100
#: Before each attribute's name while the GEXF writer works, which keeps some names for itself.
_MARK = "@"


def graph_file(graph: PlainGraph, form: Form, layout: Layout | None) -> bytes:
    """The graph as a file, with a place for each node where a layout is asked for.

    Raises BadRequest where it has too many nodes for the layout.
    """
    # Imported when a file is asked for: it takes time and memory that a worker without one saves.
    import networkx as nx

    built: MultiDiGraph = nx.MultiDiGraph()
    built.graph.update(graph.says)
    built.add_nodes_from(graph.nodes.items())
    for number, (begin, end, attributes) in enumerate(graph.edges):
        key = built.add_edge(begin, end, key=f"e{number}")
        built.edges[begin, end, key].update(attributes)
    places = _places(built, layout) if layout else {}
    if form == "gexf":
        return _gexf(built, places)
    for node, (x, y) in places.items():
        built.nodes[node].update(x=x, y=y)
    return _graphml(built) if form == "graphml" else _node_link(built)


def _places(graph: "MultiDiGraph", layout: Layout) -> Places:
    import networkx as nx

    found: dict[str, Any]
    if layout == "spring":
        if len(graph) > NODES_ON_SPRINGS:
            raise BadRequest(
                Text(
                    f"spring布局至多{NODES_ON_SPRINGS}个节点，此图有{len(graph)}个：请改用layered或circular，或不指定layout",
                    f"spring places at most {NODES_ON_SPRINGS} nodes, and there are {len(graph)}: "
                    "ask for layered or circular, or leave layout out",
                ),
                "layout",
            )
        found = nx.spring_layout(nx.Graph(graph), weight=None, seed=SEED)
    elif layout == "layered":
        layers = _layers(graph)
        found = nx.multipartite_layout(graph, subset_key=layers, align="horizontal")
        # networkx draws the first layer at the bottom; owners belong at the top.
        found = {node: (x, -y) for node, (x, y) in found.items()}
    else:
        found = nx.circular_layout(graph)
    scale = DISTANCE * sqrt(len(graph))
    return {
        # Adding 0.0 makes -0.0 the 0.0 that it is.
        node: (round(float(x) * scale, 2) + 0.0, round(float(y) * scale, 2) + 0.0)
        for node, (x, y) in ((node, found[node]) for node in graph)
    }


def _layers(graph: "MultiDiGraph") -> dict[int, list[str]]:
    """The nodes by how many edges lead down to them at most, a cycle being one place."""
    import networkx as nx

    condensed = nx.condensation(nx.DiGraph(graph))
    generations = enumerate(nx.topological_generations(condensed))
    layer_of = {component: layer for layer, found in generations for component in found}
    layers: dict[int, list[str]] = {}
    for node in graph:
        layers.setdefault(layer_of[condensed.graph["mapping"][node]], []).append(node)
    return layers


def _graphml(graph: "MultiDiGraph") -> bytes:
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(graph)
    # networkx writes truth values as Python does, True; XML Schema says true.
    flags = {key.get("id") for key in writer.xml.iter("key") if key.get("attr.type") == "boolean"}
    for value in writer.xml.iter("data"):
        if value.get("key") in flags:
            value.text = value.text.lower()
    file = BytesIO()
    writer.dump(file)
    return file.getvalue()


def _gexf(graph: "MultiDiGraph", places: Places) -> bytes:
    """GEXF without the day it was written; what the graph says of the whole is its description."""
    import networkx as nx
    from networkx.readwrite.gexf import GEXFWriter

    marked: MultiDiGraph = nx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        marked.add_node(node, label=attributes["label"])
        marked.nodes[node].update(_marked(attributes, "label"))
    for node, (x, y) in places.items():
        marked.nodes[node]["viz"] = {"position": {"x": x, "y": y, "z": 0.0}}
    for begin, end, key, attributes in graph.edges(keys=True, data=True):
        marked.add_edge(begin, end, key=key, id=key, label=attributes["type"])
        marked.edges[begin, end, key].update(_marked(attributes))
    writer = GEXFWriter(marked)
    for attribute in writer.xml.iter("attribute"):
        attribute.set("title", attribute.get("title").removeprefix(_MARK))
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]
    description = meta.makeelement("description", {})
    description.text = orjson.dumps(graph.graph).decode()
    meta.append(description)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _marked(attributes: dict[str, Any], *left_out: str) -> dict[str, Any]:
    return {_MARK + name: value for name, value in attributes.items() if name not in left_out}


def _node_link(graph: "MultiDiGraph") -> bytes:
    """Node-link JSON, whose `source` is where an edge begins: the load is `load_id`."""
    import networkx as nx

    for _, _, attributes in graph.edges(data=True):
        if "source" in attributes:
            attributes["load_id"] = attributes.pop("source")
    return orjson.dumps(nx.node_link_data(graph, edges="edges"))
