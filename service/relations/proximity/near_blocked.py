"""How near customers are to a blocked customer, account or identifier, and along which ties."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.shortest_paths.nearest_sources import Nearest, two_nearest_sources
from service.graph.tables.joins import matching_rows
from service.graph.tables.segments import first_by, pair_key, split_pair
from service.relations.edges.evidence import evidence_edge
from service.relations.proximity.settings import ProximitySettings
from service.relations.proximity.whole_graph import EdgeTable, WholeGraph, whole_graph
from service.tagging.declaration import Edge, Reading


@dataclass(frozen=True)
class _Search:
    """Shortest ways along some ties, and of each step that is told its record and how many."""

    ties: list[EdgeTable]
    near: Nearest
    record: Ints
    times: Ints


@dataclass(frozen=True)
class NearBlocked:
    """Who is near something blocked that is not the customer itself, by customer.

    `customer` int64[k] are positions, `hops` int64[k] how many ties away the nearest is, `choices`
    int64[k] how many different neighbours lead on to something that near: with one hop, how many
    blocked things the customer is tied to.
    """

    around: WholeGraph
    customer: Ints
    hops: Ints
    choices: Ints
    _searches: list[_Search]
    _which: Ints
    _way: Ints

    def way(self, i: int) -> tuple[list[tuple[str, str]], list[Edge]]:
        """The nodes from the i-th customer to what is blocked, as kind and id, and the edges."""
        search, at = self._searches[self._which[i]], int(self._way[i])
        near = search.near
        nodes, edges = [self.around.nodes.found(int(near.node[at]))], []
        while near.hops[at]:
            edges.append(self._edge(search, at))
            at = int(near.toward[at])
            nodes.append(self.around.nodes.found(int(near.node[at])))
        return nodes, edges

    def _edge(self, search: _Search, at: int) -> Edge:
        ties, row = search.ties[search.near.kind[at]], int(search.record[at])
        begin, end = (self.around.nodes.found(int(end[row]))[1] for end in (ties.begin, ties.end))
        said = ties.says(row)
        if ties.type == "PAID":
            said["payments"] = search.times[at]
        return evidence_edge(ties.type, begin, end, load_no=ties.load_no[row], **said)


def nearest_blocked(bank: Reading, settings: ProximitySettings) -> NearBlocked:
    """Find who is within `near_blocked_hops` ties of something blocked, whichever way they lead.

    One tie of any kind is enough; a way of several has only ties that lead on, as `whole_graph`
    says. Who is blocked is near by another blocked thing only. Of equally near ones a customer
    counts before an account and that before an identifier, then the smallest id; and of equally
    short ways the type of the tie, in the order of the graph's types, then the nearer node in the
    same order. Of several records of a tie the customer's own doing is told (its guarantee before
    one for it), then the largest or latest. Cost: that of `whole_graph`, and twice that of
    `two_nearest_sources`; records are sorted where they tie nodes of a way.
    """
    around = whole_graph(bank, settings)
    direct, direct_way = _searched(around, around.ties, 1, len(bank))
    leading = [ties.leading() for ties in around.ties]
    far, far_way = _searched(around, leading, settings.near_blocked_hops, len(bank))
    customer = np.flatnonzero((direct_way >= 0) | (far_way >= 0))
    which = (direct_way[customer] < 0).astype(np.int64)
    way = np.where(which == 0, direct_way[customer], far_way[customer])
    hops, choices = np.empty((2, len(way)), np.int64)
    searches = []
    for nth, (ties, near) in enumerate(((around.ties, direct), (leading, far))):
        here = which == nth
        hops[here], choices[here] = near.hops[way[here]], near.choices[way[here]]
        searches.append(_recorded(around, ties, near, way[here]))
    return NearBlocked(around, customer, hops, choices, searches, which, way)


def _searched(
    around: WholeGraph, ties: list[EdgeTable], hops: int, customers: int
) -> tuple[Nearest, Ints]:
    """The ways along some ties, and the row of each customer's to something else, or -1."""
    ends = [(tie.begin, tie.end) for tie in ties]
    near = two_nearest_sources(
        len(around.barred),
        around.blocked,
        ends,
        around.barred,
        hops,
        around.nodes.rank,
        around.ending,
    )
    first, second = near.row[:, :customers]
    is_blocked = np.zeros(customers, np.bool_)
    is_blocked[around.blocked[around.blocked < customers]] = True
    return near, np.where(is_blocked, second, first)


def _recorded(around: WholeGraph, ties: list[EdgeTable], near: Nearest, way: Ints) -> _Search:
    """The record that is told of each step of some ways, and how many there are of it."""
    record, times = np.full((2, len(near.node)), -1)
    steps = way
    while len(steps):
        for kind, of in enumerate(ties):
            of_kind = steps[near.kind[steps] == kind]
            pairs = near.node[of_kind], near.node[near.toward[of_kind]]
            record[of_kind], times[of_kind] = _told(of, *pairs, len(around.barred))
        steps = np.unique(near.toward[steps])
        steps = steps[near.hops[steps] > 0]
    return _Search(ties, near, record, times)


def _told(ties: EdgeTable, node: Ints, toward: Ints, n: int) -> tuple[Ints, Ints]:
    """Of the records between each node and the next, the one that is told, and how many say so.

    Records the other way round do not count among these.
    """
    if not len(node):
        return node, node
    is_end = np.zeros(n, np.bool_)
    is_end[node] = is_end[toward] = True
    rows = np.flatnonzero(is_end[ties.begin] & is_end[ties.end])
    begin, end = ties.begin[rows], ties.end[rows]
    both = np.concatenate((pair_key(begin, end, n), pair_key(end, begin, n)))
    pair, of = np.unique(pair_key(node, toward, n), return_inverse=True)
    at, place = matching_rows(pair, both)
    backward, row = split_pair(place, len(rows))
    row, way = rows[row], pair_key(at, backward, 2)
    chosen = first_by(at, by=(backward, *ties.telling(row), ties.load_no[row]))
    return row[chosen][of], np.bincount(way)[way[chosen]][of]
