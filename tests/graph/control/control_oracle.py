"""Control by the letter of its rule, in plain Python: slow, and right at a glance."""

from dataclasses import dataclass, field

import networkx as nx
from hypothesis import strategies as st

MAJORITY = 0.5
Pair = tuple[int, int]
Why = tuple[float | None, bool]


@dataclass(frozen=True)
class Case:
    """A small world of votes, records and concert."""

    n: int
    votes: list[tuple[int, int, float]] = field(default_factory=list)
    records: list[Pair] = field(default_factory=list)
    concert: list[Pair] = field(default_factory=list)
    persons: frozenset[int] = frozenset()

    def columns(
        self,
    ) -> tuple[
        tuple[list[int], list[int], list[float]],
        tuple[list[int], list[int]],
        tuple[list[int], list[int]],
        list[bool],
    ]:
        """Give the arguments of `controls` and `control_groups`."""
        return (
            (
                [h for h, _, _ in self.votes],
                [c for _, c, _ in self.votes],
                [s for *_, s in self.votes],
            ),
            ([a for a, _ in self.records], [b for _, b in self.records]),
            ([a for a, _ in self.concert], [b for _, b in self.concert]),
            [v in self.persons for v in range(self.n)],
        )


@st.composite
def cases(draw: st.DrawFn, most_nodes: int = 10) -> Case:
    """Draw a case with loops, parallel and empty holdings, and holdings of and in anything."""
    n = draw(st.integers(1, most_nodes))
    node = st.integers(0, n - 1)
    share = st.sampled_from([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.51, 0.6, 1.0])
    pairs = st.lists(st.tuples(node, node), max_size=4)
    return Case(
        n,
        draw(st.lists(st.tuples(node, node, share), max_size=3 * n)),
        draw(pairs),
        draw(pairs),
        draw(st.frozensets(node, max_size=n // 3)),
    )


def control(case: Case) -> dict[Pair, Why]:
    """Find each (holder, controlled): the party's votes if a majority, and whether by record."""
    return {(x, y): why for x in range(case.n) for y, why in _controlled_by(x, case).items()}


def _controlled_by(x: int, case: Case) -> dict[int, Why]:
    allies = {b for a, b in case.concert if a == x} | {a for a, b in case.concert if b == x}

    def votes(y: int, holders: set[int]) -> float:
        return sum(s for h, c, s in case.votes if c == y and h in holders - {y})

    def why(y: int, own: set[int]) -> Why:
        pooled = votes(y, own | allies)
        majority = votes(y, own) > 0 and pooled > MAJORITY + 1e-9
        by_record = any(a in own - {y} and b == y for a, b in case.records)
        return (pooled if majority else None, by_record)

    own = {x}
    while True:
        companies = set(range(case.n)) - own - case.persons
        more = {y for y in companies if why(y, own) != (None, False)}
        if not more:
            return {y: why(y, own) for y in own - {x}}
        own |= more


def groups(case: Case) -> tuple[dict[Pair, Why], list[int]]:
    """Find the rows (head, member) and the party of each node, from the whole of control."""
    pairs = control(case)
    graph = nx.DiGraph(list(pairs))
    rows: dict[Pair, Why] = {}
    head_of: dict[int, int] = {}
    for loop in nx.strongly_connected_components(graph):
        if all(x in loop for y in loop for x in graph.predecessors(y)):
            for x in sorted(loop):
                head_of[x] = min(loop)
                for y in graph.successors(x):
                    if y != min(loop):
                        rows.setdefault((min(loop), y), pairs[x, y])
    members = {h: {y for head, y in rows if head == h} for h in set(head_of.values())}
    joined: nx.Graph[int] = nx.Graph()
    joined.add_nodes_from(members)
    for a, b in case.concert:
        if a in head_of and b in head_of and members[head_of[a]] & members[head_of[b]]:
            joined.add_edge(head_of[a], head_of[b])
    party = [-1] * case.n
    for together in nx.connected_components(joined):
        for head in together:
            party[head] = min(together)
    return rows, party
