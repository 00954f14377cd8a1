"""Which numbers are one customer: by arrays where records alone say *same*, else edge by edge.

Nearly all numbers hang together by such records alone, and joining these takes no thought. Where
anything else is said, in what hangs together with it, `service.run.resolution` decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints, Texts
from service.graph.arrays import Flags
from service.graph.components.components import connected_components
from service.graph.tables.segments import first_by
from service.run.resolution import Conflict, Said, joining_edges, resolve


@dataclass(frozen=True)
class Pairs:
    """What is said of two numbers, a row each, by their places among ids in order.

    `decision_no` is 0 for a record; `at` is in milliseconds since 1970.
    """

    a: Ints
    b: Ints
    verdict: Texts
    at: Ints
    basis: Texts
    decision_no: Ints

    def only(self, rows: Flags) -> "Pairs":
        """Some of them."""
        return Pairs(*(values[rows] for values in vars(self).values()))


@dataclass(frozen=True)
class Joined:
    """The numbers of identities by their places among ids, and the edge by which each first joined.

    `identity` is the smallest place in the identity.
    """

    identity: Ints
    number: Ints
    at: Ints
    basis: Texts

    def __add__(self, other: "Joined") -> "Joined":
        """Both, which have no identity in common."""
        both = zip(vars(self).values(), vars(other).values(), strict=True)
        return Joined(*map(np.concatenate, both))


def joined_numbers(
    pairs: Pairs,
    ids: Texts,
    named: Flags,
    suppose: Callable[[list[Said]], list[Said]],
) -> tuple[Joined, Sequence[Conflict]]:
    """The identities of several numbers, and the edges that did not join.

    `suppose` says what is said instead of what stands of those `named`, and of all that hang
    together with these. Cost: a sort of the pairs, and that of `resolve` for what is more than
    records of *same*.
    """
    label = connected_components(len(ids), pairs.a, pairs.b)
    plain = _plain(pairs, label, named)
    contested, conflicts = _resolved(pairs.only(~plain), ids, suppose)
    return _joined_plainly(pairs.only(plain), label) + contested, conflicts


def _plain(pairs: Pairs, label: Ints, named: Flags) -> Flags:
    """Which pairs hang together with records of *same* alone, and with nobody named."""
    more = (pairs.verdict != "same") | (pairs.decision_no > 0)
    contested = np.zeros(len(named), np.bool_)
    contested[label[pairs.a[more]]] = contested[label[named]] = True
    return ~contested[label[pairs.a]]


def _joined_plainly(pairs: Pairs, label: Ints) -> Joined:
    """What records of *same* join: what hangs together; the first edge is the earliest."""
    low, high = np.minimum(pairs.a, pairs.b), np.maximum(pairs.a, pairs.b)
    order = np.lexsort((pairs.basis.astype(str), high, low, pairs.at))
    number = np.column_stack((low[order], high[order])).ravel()
    first = first_by(number)
    edge = order[first // 2]
    return Joined(label[number[first]], number[first], pairs.at[edge], pairs.basis[edge])


def _resolved(
    pairs: Pairs, ids: Texts, suppose: Callable[[list[Said]], list[Said]]
) -> tuple[Joined, Sequence[Conflict]]:
    """What is more than records of *same*, edge by edge, and the edges that did not join."""
    said = map(
        Said,
        *(ids[pairs.a], ids[pairs.b], pairs.verdict, pairs.at.tolist(), pairs.basis),
        pairs.decision_no.tolist(),
    )
    resolved = resolve(suppose([*said]))
    first = joining_edges(resolved.joined)
    place = {number: at for at, number in enumerate(ids)} if resolved.identities else {}
    rows = [
        (place[members[0]], place[number], first[number].at, first[number].basis)
        for members in resolved.identities
        for number in members
    ]
    identity, number, at, basis = zip(*rows, strict=True) if rows else ((), (), (), ())
    joined = Joined(
        np.array(identity, np.int64),
        np.array(number, np.int64),
        np.array(at, np.int64),
        np.array(basis, object),
    )
    return joined, resolved.conflicts
