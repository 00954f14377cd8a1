"""Evidence: the edges behind a holding, all of them made here, and told in one way.

Money is text, an instant ISO 8601 in UTC, and what nobody knows (a share that is NaN, an UNKNOWN
amount) None.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from itertools import repeat
from math import isnan
from typing import Any

from cypher.engine.arrays import Ints, Texts
from cypher.vocabulary import EDGE_TYPES, EdgeType
from service.instants import instant, instants
from service.money import known_money
from service.tagging.declaration import Edge, Reading
from service.tagging.numbers import number_column


def _known(share: float) -> float | None:
    return None if isnan(share) else float(share)


#: How a property is told by its name; others are told as they stand.
_TOLD: Mapping[str, Callable[[Any], Any]] = {
    "amount": known_money,
    "at": instant,
    "blocked": bool,
    "last_at": instant,
    "months": int,
    "payments": int,
    "share": _known,
    "votes": _known,
}

#: The columns of a view that say what stands at the end of an edge, by the end's label.
_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "Customer": (),
    "Account": ("account_id",),
    "Group": ("group_id",),
    "Identifier": ("kind", "normalised"),
}


#: The numbers that records named at either end; None where none of these is of several.
Named = tuple[Texts | None, Texts | None]
NOT_NAMED: Named = (None, None)


def numbers_named(edge_type: str, rows: Any) -> Named:
    """The numbers that the records of a type named, given the columns of its view."""
    kind = EDGE_TYPES[edge_type]
    begins, ends = (number_column(column) for column in (kind.begins, kind.ends))
    return getattr(rows, begins, None), getattr(rows, ends, None)


def named_in(named: Named, row: int) -> tuple[str | None, str | None]:
    """The numbers that one record named."""
    begins, ends = named
    return None if begins is None else begins[row], None if ends is None else ends[row]


def named_among(named: Named, rows: Any) -> Named:
    """The numbers that some records named; `rows` are positions or flags."""
    begins, ends = named
    return None if begins is None else begins[rows], None if ends is None else ends[rows]


def evidence_edge(
    edge_type: str,
    from_id: str,
    to_id: str,
    *,
    load_no: int,
    numbers: tuple[str | None, str | None] = (None, None),
    **says: Any,
) -> Edge:
    """One edge of evidence, with what it says, given as views have it.

    `numbers` are those that its record named, where it is about customers.
    """
    told = {name: _TOLD[name](value) if name in _TOLD else value for name, value in says.items()}
    return with_numbers(Edge(edge_type, from_id, to_id, int(load_no), told), *numbers)


def evidence_edges(
    edge_type: str,
    from_ids: Texts,
    to_ids: Texts,
    *,
    load_no: Ints,
    says: Mapping[str, Any],
    numbers: Named = NOT_NAMED,
    blanks: bool = True,
) -> list[Edge]:
    """Many edges of evidence: `evidence_edge` of columns of one length.

    A text that is empty is left out of an edge unless `blanks` are told.
    """
    told = zip(*(_told(name, column) for name, column in says.items()), strict=True)
    # Hundreds of thousands are told in a run: no step of Python for any of them.
    properties: Iterable[dict[str, Any]] = map(
        dict, map(zip, repeat(tuple(says)), told if says else repeat(()))
    )
    if not blanks:
        properties = map(_filled, properties)
    ends = from_ids.tolist(), to_ids.tolist(), load_no.tolist()
    edges = map(Edge, repeat(edge_type), *ends, properties)
    if all(ids is None for ids in numbers):
        return [*edges]
    named = (repeat(None) if ids is None else ids.tolist() for ids in numbers)
    return [*map(with_numbers, edges, *named)]


def _told(name: str, column: Any) -> Iterable[Any]:
    if name in ("at", "last_at"):
        return instants(column)
    values: list[Any] = column.tolist()
    return map(_TOLD[name], values) if name in _TOLD else values


def with_numbers(edge: Edge, from_number: str | None, to_number: str | None) -> Edge:
    """The edge with the numbers that its record named, where these are others than its ends."""
    named = {"from_number": (from_number, edge.from_id), "to_number": (to_number, edge.to_id)}
    others = {name: number for name, (number, end) in named.items() if number not in (None, end)}
    return edge._replace(properties={**edge.properties, **others}) if others else edge


class Records:
    """Records of one type as edges of evidence, which lead from a customer.

    `rows` are the columns of the type's view, in any order. An edge says `says`, columns of them:
    all that are neither an end nor the load where it is left out. A text that is empty is left out
    of an edge unless `blanks` are told.
    """

    def __init__(
        self,
        edge_type: str,
        rows: Any,
        customer_ids: Texts,
        *,
        says: tuple[str, ...] | None = None,
        blanks: bool = True,
    ) -> None:
        """Take the columns; nothing is copied."""
        kind = EDGE_TYPES[edge_type]
        ends = {kind.begins, kind.ends, "load_no", *_NAMED_BY[kind.to_end]}
        if says is None:
            says = tuple(
                field.name for field in fields(kind.view.columns) if field.name not in ends
            )
        self._type, self._ids, self._blanks = edge_type, customer_ids, blanks
        self._begin, self._load_no = getattr(rows, kind.begins), rows.load_no
        self._end = _end(kind, rows, customer_ids)
        self._numbers = numbers_named(edge_type, rows)
        self._said = [(name, getattr(rows, name), _TOLD.get(name, _as_it_stands)) for name in says]

    def edge(self, row: int) -> Edge:
        """The edge of one record."""
        told = {name: tell(column[row]) for name, column, tell in self._said}
        if not self._blanks:
            told = _filled(told)
        begin, load_no = self._ids[self._begin[row]], int(self._load_no[row])
        edge = Edge(self._type, begin, self._end(row), load_no, told)
        return with_numbers(edge, *named_in(self._numbers, row))

    def edges(self, rows: Ints) -> list[Edge]:
        """The edges of some records, in their order. Linear in them."""
        columns = {name: column[rows] for name, column, _ in self._said}
        begin, end, load_no = self._ids[self._begin[rows]], self._end(rows), self._load_no[rows]
        return evidence_edges(
            self._type,
            begin,
            end,
            load_no=load_no,
            says=columns,
            numbers=named_among(self._numbers, rows),
            blanks=self._blanks,
        )


def _as_it_stands(value: Any) -> Any:
    return value


def _end(kind: EdgeType, rows: Any, customer_ids: Texts) -> Callable[[Any], Any]:
    """What stands at the end of a record, or of an array of them, given as rows."""
    if kind.to_end == "Customer":
        ends = getattr(rows, kind.ends)
        return lambda row: customer_ids[ends[row]]
    if kind.to_end == "Identifier":
        return lambda row: rows.kind[row] + ":" + rows.normalised[row]
    (name,) = _NAMED_BY[kind.to_end]
    ids = getattr(rows, name)
    return lambda row: ids[row]


def _filled(says: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in says.items() if value != ""}


def records(
    bank: Reading, edge_type: str, *, says: tuple[str, ...] | None = None, blanks: bool = True
) -> Records:
    """The records of a type in a bank as edges of evidence: reads the view of the type."""
    rows = bank[EDGE_TYPES[edge_type].view]
    return Records(edge_type, rows, bank.customer_ids, says=says, blanks=blanks)
