"""Hypothesis strategies for small graphs; a failing example is printed whole."""

from hypothesis import strategies as st

Arcs = list[tuple[int, int]]


@st.composite
def graphs(draw: st.DrawFn, most_nodes: int = 9, most_arcs: int = 24) -> tuple[int, Arcs]:
    """Draw a node count and arcs, with self loops and parallel arcs among them."""
    n = draw(st.integers(1, most_nodes))
    node = st.integers(0, n - 1)
    return n, draw(st.lists(st.tuples(node, node), max_size=most_arcs))


def columns(arcs: Arcs) -> tuple[list[int], list[int]]:
    """Turn arcs into the parallel columns source and target."""
    return [u for u, _ in arcs], [v for _, v in arcs]
