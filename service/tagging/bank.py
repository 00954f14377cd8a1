"""The graph as a tag reads it: views as arrays in which a customer is a position, 0 to n-1.

Positions follow the order of customer ids, so that nothing derived depends on the order in which
rows were loaded or stored. A customer of several numbers has one position, that of the number it is
known by.
"""

import dataclasses
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self, TypeVar

import numpy as np

from cypher import Store, View
from cypher.engine.arrays import Ints, Texts
from cypher.time_zone import DEFAULT_ZONE, TimeZone, time_zone
from cypher.view import Customers
from cypher.vocabulary import Text
from service.errors import UndeclaredView
from service.graph.arrays import Flags
from service.tagging.declaration import Reading, Tag
from service.tagging.numbers import (
    MERGED,
    NO_NUMBERS,
    ONCE,
    Numbers,
    among,
    in_order,
    merged_rows,
    number_column,
    numbered,
    rows_once,
)

Columns = TypeVar("Columns")

#: Columns that count accounts or loads, not customers.
_NOT_CUSTOMERS = {"account_no", "from_no", "to_no", "load_no"}


class Bank:
    """What one run sees of the store; a view is read once, however many tags share it.

    `kind`, `is_person`, `is_client` and `net_assets` (ten-thousandths of money, or
    UNKNOWN) hold one entry a customer. `changed` are the views that a question supposes to be
    others than the store's.
    """

    def __init__(
        self, store: Store, on: date, zone: str = DEFAULT_ZONE, numbers: Numbers = NO_NUMBERS
    ) -> None:
        """Read the customers; other views are read when they are first asked for.

        `numbers` says which numbers are one customer; those that are not open are passed over.
        """
        self._store = store
        self._views: dict[type, Any] = {}
        self._within: dict[type, Any] = {}
        self.changed: Mapping[type[View[Any]], Any] = {}
        self.made: dict[Any, Any] = {}
        self.on = on
        self.zone = time_zone(zone)
        customers = store.columns(Customers())
        numbers = among(numbers, customers.customer_no)
        # By customer number; those who were closed may have higher ones than anybody who is left.
        places = int(customers.customer_no.max(initial=0)) + 2
        known = np.arange(places)
        known[numbers.customer_no] = numbers.known_no
        self._rank = np.full(places, -1, np.int64)
        self._rank[numbers.customer_no] = numbers.rank
        order = np.flatnonzero(known[customers.customer_no] == customers.customer_no)
        order = order[np.argsort(customers.customer_id[order].astype(str), kind="stable")]
        self.customer_ids: Texts = customers.customer_id[order]
        self.customer_no: Ints = customers.customer_no[order]
        position = np.full(places, -1, np.int64)
        position[self.customer_no] = np.arange(len(order))
        self._position = np.where(known < places, position[known], -1)
        several = np.flatnonzero(self._rank[customers.customer_no] >= 0)
        self._id_of_number: dict[int, str] = dict(
            zip(
                customers.customer_no[several].tolist(), customers.customer_id[several], strict=True
            )
        )
        #: Of numbers of several alone: the id that each is known by.
        self.known_ids: dict[str, str] = {
            number_id: self.customer_ids[self._position[number]]
            for number, number_id in self._id_of_number.items()
        }
        told = self._positioned(Customers, customers)
        order = np.argsort(told.customer_no)
        self.kind: Texts = told.kind[order]
        self.is_person = self.kind == "person"
        self.is_client = told.is_client[order] == 1
        self.net_assets: Ints = told.net_assets[order]

    def __len__(self) -> int:
        """How many customers there are."""
        return len(self.customer_ids)

    def __getitem__(self, view: type[View[Columns]]) -> Columns:
        """A view with customers as positions; rows about customers who are closed are left out."""
        if view in self.changed:
            return self.changed[view]  # type: ignore[no-any-return]
        if view not in self._views:
            days = _days_asked(self.on, self.zone)
            asked = {name: days[name] for name in view.field_names()}
            self._views[view] = self._positioned(view, self._store.columns(view(**asked)))
        return self._views[view]  # type: ignore[no-any-return]

    def with_views(self, changed: Mapping[type[View[Any]], Any]) -> Self:
        """A bank in which some views are others; it shares all else, save what is made of them."""
        other = copy(self)
        other.changed = {**self.changed, **changed}
        other.made = {}
        return other

    def positions(self, customer_no: Ints) -> Ints:
        """The positions of customers by their numbers; -1 for those who are closed."""
        return self._position[np.where(customer_no < len(self._position), customer_no, -1)]

    def within(self, view: type[View[Columns]]) -> Columns | None:
        """The ties of a view that lead from one number of a customer to another of its own.

        They are none in the view itself. None where no number of several is in the view.
        """
        self[view]
        return self._within.get(view)

    def _positioned(self, view: type[View[Columns]], columns: Columns) -> Columns:
        """The rows of a view with positions for customers, and one customer for its numbers."""
        fields = [field.name for field in dataclasses.fields(columns)]  # type: ignore[arg-type]
        arrays = {name: getattr(columns, name) for name in fields}
        ends = [name for name in fields if name.endswith("_no") and name not in _NOT_CUSTOMERS]
        named = {end: arrays[end] for end in ends}
        arrays |= {end: self.positions(numbers) for end, numbers in named.items()}
        keep = np.ones(len(arrays[fields[0]]), np.bool_)
        for end in ends:
            keep &= arrays[end] >= 0
        arrays, named = _kept(arrays, keep), _kept(named, keep)
        rank = {end: self._rank[numbers] for end, numbers in named.items()}
        if not any((ranks >= 0).any() for ranks in rank.values()):
            return type(columns)(**arrays)
        if view in MERGED:
            (end,) = ends
            return type(columns)(**merged_rows(view, arrays, end, rank[end]))
        columns_of: Any = type(columns)
        with_numbers = numbered(columns_of, (*ends,))
        for end, numbers in named.items():
            arrays[number_column(end)] = self._numbers(numbers, arrays[end])
        if len(ends) == 2:
            one, other = ends
            own = (arrays[one] == arrays[other]) & (named[one] != named[other])
            self._within[view] = with_numbers(**_kept(arrays, own))
            arrays, rank = _kept(arrays, ~own), _kept(rank, ~own)
        if view in ONCE:
            said = rows_once(view, arrays, [*rank.values()])
            arrays, rank = _kept(arrays, said), _kept(rank, said)
        order = in_order([arrays[end] for end in ends], [*rank.values()])
        return with_numbers(**{name: array[order] for name, array in arrays.items()})  # type: ignore[no-any-return]

    def _numbers(self, numbers: Ints, position: Ints) -> Texts:
        """The ids of the numbers that rows named, given the positions of whose they are."""
        ids: Texts = self.customer_ids[position]
        for row in np.flatnonzero(self._rank[numbers] >= 0).tolist():
            ids[row] = self._id_of_number[int(numbers[row])]
        return ids


def _kept(arrays: Mapping[str, Any], keep: Flags) -> dict[str, Any]:
    """The rows of columns that stay."""
    return {**arrays} if keep.all() else {name: array[keep] for name, array in arrays.items()}


def _days_asked(on: date, zone: TimeZone) -> dict[str, Any]:
    """What views ask of days: the run's, today, and those of the year before the run as instants.

    `since` and `until` are when the twelve months to the day begin and end. `month` is the calendar
    month in which they begin, 12 x year + month - 1, and `months` when the twelve after it begin;
    there is no day of the last where the first begins in it.
    """
    first = _year_before(on)
    month = first.year * 12 + first.month - 1
    begins = [
        date(min(at // 12, date.max.year), at % 12 + 1, 1) for at in range(month + 1, month + 13)
    ]
    return {
        "on": on.isoformat(),
        "today": zone.today().isoformat(),
        "since": zone.begins(first),
        "until": zone.ends(on),
        "month": month,
        "months": [zone.begins(day) for day in begins],
    }


def _year_before(day: date) -> date:
    """The first of the twelve months that end with a day."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day) + timedelta(days=1)


@dataclass(frozen=True)
class Declared:
    """A bank as one tag may read it: with the views it declared, and no others."""

    bank: Reading
    tag: Tag

    def __getitem__(self, view: type[View[Columns]]) -> Columns:
        """A view; raises UndeclaredView where the tag has not declared it."""
        if view not in self.tag.views:
            raise UndeclaredView(
                Text(
                    f"{self.tag.tag_id}读取了未声明的{view.__name__}",
                    f"{self.tag.tag_id} reads {view.__name__} without declaring it",
                )
            )
        return self.bank[view]

    def within(self, view: type[View[Columns]]) -> Columns | None:
        """As `Bank.within`, of a view that the tag has declared."""
        self[view]
        return self.bank.within(view)

    def __len__(self) -> int:
        """How many customers there are."""
        return len(self.bank)

    @property
    def customer_ids(self) -> Texts:
        """The bank's customers' ids, in order."""
        return self.bank.customer_ids

    @property
    def kind(self) -> Texts:
        """What each customer is."""
        return self.bank.kind

    @property
    def is_person(self) -> Flags:
        """Whether each customer is a natural person."""
        return self.bank.is_person

    @property
    def is_client(self) -> Flags:
        """Whether each customer banks here."""
        return self.bank.is_client

    @property
    def net_assets(self) -> Ints:
        """Each customer's net assets, in ten-thousandths."""
        return self.bank.net_assets

    @property
    def on(self) -> date:
        """The day that the run looks at."""
        return self.bank.on

    @property
    def zone(self) -> TimeZone:
        """Whose days and months are meant."""
        return self.bank.zone

    @property
    def made(self) -> dict[Any, Any]:
        """What has been worked out already in the bank."""
        return self.bank.made
