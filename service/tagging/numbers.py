"""One customer, several numbers: what the rows of a view become where numbers are resolved.

Rows name numbers; a bank has one position for a customer, whatever its numbers.

    about itself   one row is left: each column by a rule of its own      MERGED
    belonging      what two numbers say alike is said once                ONCE
    ties           stay as they are, so that parallel ones add up; one between two numbers of one
                   customer is none

Columns that named another number than the one a customer is known by are kept beside the positions,
as `<end>_number`, for evidence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, make_dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cypher import View
from cypher.engine.arrays import UNKNOWN, Ints, Texts
from cypher.view import (
    Birthdays,
    BlockedCustomers,
    Controls,
    Customers,
    DeclaredMembers,
    Employees,
    Finances,
    Identifiers,
    Identities,
    Kinships,
    MarketingConsents,
    Positions,
    Profiles,
)
from cypher.view.accounts import AccountHolders, AccountOwners
from cypher.view.figures import AnnualFigures
from service.graph.arrays import Flags

Array = NDArray[Any]
#: How the columns end that say which numbers rows named.
NUMBER = "_number"
#: What a column of one customer is, from those of its numbers: (values, start of each customer).
Rule = Callable[[Array, Ints], Array]


@dataclass(frozen=True)
class Numbers:
    """The numbers of identities, and the one that each is known by: int64[k] each.

    `rank` int64[k] orders the numbers of one identity: whose word counts first. Every number is
    there, the one that an identity is known by too.
    """

    customer_no: Ints
    known_no: Ints
    rank: Ints

    def __len__(self) -> int:
        """How many numbers belong to identities of several."""
        return len(self.customer_no)


_NONE = np.empty(0, np.int64)
#: Every customer has one number.
NO_NUMBERS = Numbers(_NONE, _NONE, _NONE)


def _first(values: Array, start: Ints) -> Array:
    return values[start]


def _first_known(missing: Any) -> Rule:
    def rule(values: Array, start: Ints) -> Array:
        customer = np.repeat(np.arange(len(start)), np.diff(np.append(start, len(values))))
        known = np.flatnonzero(values != missing)
        whose, at = np.unique(customer[known], return_index=True)
        told = np.full(len(start), missing, values.dtype)
        told[whose] = values[known[at]]
        return told

    return rule


def _sum(values: Array, start: Ints) -> Array:
    known = values != UNKNOWN
    total = np.add.reduceat(np.where(known, values, 0), start)
    return np.where(np.logical_or.reduceat(known, start), total, UNKNOWN)


def _any(values: Array, start: Ints) -> Array:
    return np.maximum.reduceat(values, start)


def _all(values: Array, start: Ints) -> Array:
    return np.minimum.reduceat(values, start)


#: Views with one row a customer, and what its columns are of several numbers: what two systems say
#: of one firm is told by the first that knows it, what is kept under each number adds up.
MERGED: Mapping[type[View[Any]], Mapping[str, Rule]] = {
    Customers: {
        "kind": _first,
        "is_client": _any,
        "net_assets": _first_known(UNKNOWN),
    },
    Birthdays: {"birth_on": _first},
    Identities: {
        "name": _first,
        "id_number": _first_known(""),
        "id_normalised": _first_known(""),
        "load_no": _first,
    },
    Finances: {
        "assets": _sum,
        "annual_receipts": _first_known(UNKNOWN),
        "load_no": _first,
    },
    AnnualFigures: {
        "annual_receipts": _first_known(UNKNOWN),
        "annual_expenditures": _first_known(UNKNOWN),
    },
    Profiles: {
        "region": _first_known(""),
        "branch": _first_known(""),
        "industry": _first_known(""),
        "relationship_manager": _first_known(""),
    },
    MarketingConsents: {"consents": _all},
    BlockedCustomers: {"load_no": _first},
    Employees: {"load_no": _first},
}
#: Views that say what a customer belongs to: the columns by which two rows say the same.
ONCE: Mapping[type[View[Any]], tuple[str, ...]] = {
    AccountOwners: ("account_no", "customer_no"),
    AccountHolders: ("account_no", "customer_no"),
    DeclaredMembers: ("group_id", "customer_no"),
    Identifiers: ("customer_no", "kind", "normalised"),
    Kinships: ("a_no", "b_no", "relation"),
    Controls: ("controller_no", "controlled_no", "basis"),
    Positions: ("person_no", "company_no", "role"),
}


def among(numbers: Numbers, customer_no: Ints) -> Numbers:
    """What is left of identities among some customers: those of whom several numbers are there.

    One whose own number is gone is known by the first that is left. Cost: a sort of the numbers.
    """
    there = np.isin(numbers.customer_no, customer_no)
    order = np.flatnonzero(there)
    order = order[np.lexsort((numbers.rank[order], numbers.known_no[order]))]
    number, known, rank = (
        values[order] for values in (numbers.customer_no, numbers.known_no, numbers.rank)
    )
    _, start, of, size = np.unique(
        known, return_index=True, return_inverse=True, return_counts=True
    )
    gone = ~np.isin(known, number)
    known = np.where(gone, number[start[of]] if len(start) else known, known)
    several = size[of] > 1 if len(start) else np.zeros(0, np.bool_)
    return Numbers(number[several], known[several], rank[several])


def merged_rows(
    view: type[View[Any]], arrays: Mapping[str, Array], column: str, rank: Ints
) -> dict[str, Array]:
    """The rows of a view of MERGED with one row a customer; `arrays[column]` holds positions.

    `rank` int64[k] orders the rows of one customer, -1 where it has one number. Cost: a sort of the
    rows of several.
    """
    rows, rest = np.flatnonzero(rank >= 0), np.flatnonzero(rank < 0)
    rows = rows[np.lexsort((rank[rows], arrays[column][rows]))]
    customer, start = np.unique(arrays[column][rows], return_index=True)
    rules = MERGED[view]
    told = {column: customer} | {
        name: rules.get(name, _first)(values[rows], start)
        for name, values in arrays.items()
        if name != column
    }
    return {name: np.concatenate((values[rest], told[name])) for name, values in arrays.items()}


def rows_once(view: type[View[Any]], arrays: Mapping[str, Array], ranks: Sequence[Ints]) -> Flags:
    """Which rows of a view of ONCE stay: of those that say the same the first by the ends' ranks.

    Cost: a pass in Python over the rows that name a number of several.
    """
    several = np.logical_or.reduce([rank >= 0 for rank in ranks])
    stays = np.ones(len(several), np.bool_)
    rows = np.flatnonzero(several)
    rows = rows[np.lexsort([rank[rows] for rank in ranks])]
    key = zip(*(arrays[name][rows].tolist() for name in ONCE[view]), strict=True)
    seen: set[tuple[Any, ...]] = set()
    for row, said in zip(rows.tolist(), key, strict=True):
        stays[row] = said not in seen
        seen.add(said)
    return stays


def in_order(ends: Sequence[Ints], ranks: Sequence[Ints]) -> Ints:
    """The rows with those of several numbers last, in the order of their ends and numbers.

    Parallel ties of one customer then come in one order, whatever that of the store is. Cost: a
    sort of the rows that name a number of several.
    """
    several = np.logical_or.reduce([rank >= 0 for rank in ranks])
    rows = np.flatnonzero(several)
    by = [*(rank[rows] for rank in reversed(ranks)), *(end[rows] for end in reversed(ends))]
    return np.concatenate((np.flatnonzero(~several), rows[np.lexsort(by)]))


def number_column(column: str) -> str:
    """The column of the numbers that rows named, beside the positions of whom they are."""
    return f"{column.removesuffix('_no')}{NUMBER}"


@cache
def numbered(columns: Any, ends: tuple[str, ...]) -> Any:
    """The dataclass of a view's columns with those of the numbers that some of its ends named."""
    fields: list[Any] = [(number_column(end), Texts) for end in ends]
    return make_dataclass(f"Numbered{columns.__name__}", fields, bases=(columns,), frozen=True)
