import networkx as nx
import numpy as np
import pytest

from service.graph.components.ancestors import with_ancestors


@pytest.mark.parametrize("seed", range(60))
def test_ancestors_are_those_of_networkx(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = int(random.integers(1, 12))
    source, target = random.integers(0, n, (2, int(random.integers(0, 20))))
    nodes = random.integers(0, n, int(random.integers(0, 4)))
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))
    expected = {ancestor for node in nodes.tolist() for ancestor in nx.ancestors(graph, node)}
    found = with_ancestors(n, source, target, nodes)
    assert set(np.flatnonzero(found).tolist()) == expected | set(nodes.tolist())


def test_a_node_outside_is_refused() -> None:
    with pytest.raises(ValueError, match=r"not in 0\.\.1"):
        with_ancestors(2, [0], [1], [2])
