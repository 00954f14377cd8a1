"""One customer, several numbers: which numbers are one customer, from records and decisions.

What is said of two numbers is an edge: *same* joins them, *different* keeps them apart for good.
Edges join in the order of their time (a record's is the start of the load that first brought it),
and one that would join two that are different does not: it is a conflict, which is told. The latest
decision about a pair counts, and outweighs the records about it, whenever they are loaded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Said(NamedTuple):
    """What one record (`decision_no` 0) or decision says of two numbers, at an instant."""

    a: str
    b: str
    verdict: str
    at: int
    basis: str
    decision_no: int = 0


class Conflict(NamedTuple):
    """An edge that does not join: it would join two numbers that are different."""

    edge: Said
    different: tuple[str, str]


@dataclass(frozen=True)
class Resolved:
    """The edges that joined numbers, in their order, those that did not, and what came of them.

    `identities` holds the numbers of each identity, in order; none has one number alone.
    """

    joined: list[Said]
    conflicts: list[Conflict]
    identities: list[list[str]]


def resolve(said: Sequence[Said]) -> Resolved:
    """Join what is the same, never two that are different; the same for any order of `said`.

    Kruskal's algorithm under cannot-link constraints (Wagstaff and others 2001), by union and find.
    Of edges of one time that contradict a *different*, the one with the larger pair yields. Cost: a
    sort of what is said, and for each join the smaller side's numbers that must stay apart.
    """
    standing = sorted(_standing(said), key=lambda one: (one.at, one.a, one.b))
    sets = _Sets()
    for one in standing:
        if one.verdict == "different":
            sets.keep_apart(one.a, one.b)
    joined, conflicts = [], []
    for one in standing:
        if one.verdict != "same":
            continue
        apart = sets.join(one.a, one.b)
        if apart:
            conflicts.append(Conflict(one, apart))
        else:
            joined.append(one)
    return Resolved(joined, conflicts, sets.of_several())


def pair_of(a: str, b: str) -> tuple[str, str]:
    """Two numbers in order: what is said of a pair is said of both directions."""
    return (a, b) if a <= b else (b, a)


def joining_edges(joined: Sequence[Said]) -> Mapping[str, Said]:
    """The edge by which each number first joined another."""
    first: dict[str, Said] = {}
    for one in joined:
        first.setdefault(one.a, one)
        first.setdefault(one.b, one)
    return first


def _standing(said: Sequence[Said]) -> Iterator[Said]:
    """What counts of each pair: its latest decision, else its latest record.

    Of records of one time, one that keeps apart counts before one that joins.
    """
    best: dict[tuple[str, str], Said] = {}
    first_same: dict[tuple[str, str], Said] = {}
    for one in said:
        pair = pair_of(one.a, one.b)
        one = one._replace(a=pair[0], b=pair[1])
        if pair not in best or _rank(one) > _rank(best[pair]):
            best[pair] = one
        if one.verdict == "same" and not one.decision_no:
            earlier = first_same.get(pair)
            if earlier is None or (one.at, one.basis) < (earlier.at, earlier.basis):
                first_same[pair] = one
    for pair, one in best.items():
        # A pair that records say to be one since long is one since then.
        yield first_same[pair] if one.verdict == "same" and not one.decision_no else one


def _rank(one: Said) -> tuple[int, int, int, str]:
    caution = 0 if one.verdict == "same" else 2 if one.verdict == "different" else 1
    return one.decision_no, one.at, caution, one.basis


class _Sets:
    """Disjoint sets of numbers (Tarjan 1975), each with the numbers that must stay out of it."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        #: By the root of a set: each number that must stay out, and which member it differs from.
        self._apart: dict[str, dict[str, str]] = {}

    def keep_apart(self, a: str, b: str) -> None:
        """Say that two numbers are different, before any are joined."""
        self._apart.setdefault(a, {})[b] = a
        self._apart.setdefault(b, {})[a] = b

    def join(self, a: str, b: str) -> tuple[str, str] | None:
        """Join the sets of two numbers; or leave both and name two that are different."""
        large, small = self._root(a), self._root(b)
        if large == small:
            return None
        different = self._different(large, small)
        if different:
            return different
        if len(self._members.get(large, "?")) < len(self._members.get(small, "?")):
            large, small = small, large
        self._above[small] = large
        self._members.setdefault(large, [large]).extend(self._members.pop(small, [small]))
        more, fewer = self._apart.pop(large, {}), self._apart.pop(small, {})
        if len(more) < len(fewer):
            more, fewer = fewer, more
        more.update(fewer)
        if more:
            self._apart[large] = more
        return None

    def of_several(self) -> list[list[str]]:
        """The sets that have more than one number, each in order, in the order of their first."""
        return sorted(sorted(members) for members in self._members.values())

    def _root(self, number: str) -> str:
        root = number
        while root in self._above:
            root = self._above[root]
        while number != root:
            self._above[number], number = root, self._above[number]
        return root

    def _different(self, one: str, other: str) -> tuple[str, str] | None:
        """Two numbers of two sets that are different, the first in order; None where none are."""
        if len(self._apart.get(one, ())) > len(self._apart.get(other, ())):
            one, other = other, one
        found = (
            pair_of(outside, member)
            for outside, member in self._apart.get(one, {}).items()
            if self._root(outside) == other
        )
        return min(found, default=None)
