"""The graph as a tag reads it: views as arrays in which a customer is a position, 0 to n-1.

Positions follow the order of customer ids, so that nothing derived depends on the order in which
rows were loaded or stored.
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
from service.errors import UndeclaredView
from service.graph.arrays import Flags
from service.tagging.declaration import Reading, Tag

Columns = TypeVar("Columns")

#: Columns that count accounts or loads, not customers.
_NOT_CUSTOMERS = {"account_no", "from_no", "to_no", "load_no"}


class Bank:
    """What one run sees of the store; a view is read once, however many tags share it.

    `kind`, `is_person`, `is_client` and `net_assets` (ten-thousandths of money, or
    UNKNOWN) hold one entry a customer. `changed` are the views that a question supposes to be
    others than the store's.
    """

    def __init__(self, store: Store, on: date, zone: str = DEFAULT_ZONE) -> None:
        """Read the customers; other views are read when they are first asked for."""
        customers = store.columns(Customers())
        order = np.argsort(customers.customer_id.astype(str), kind="stable")
        self._store = store
        self._views: dict[type, Any] = {}
        self.changed: Mapping[type[View[Any]], Any] = {}
        self.made: dict[Any, Any] = {}
        self.on = on
        self.zone = time_zone(zone)
        self.customer_ids: Texts = customers.customer_id[order]
        self.kind: Texts = customers.kind[order]
        self.is_person = self.kind == "person"
        self.is_client = customers.is_client[order] == 1
        self.net_assets: Ints = customers.net_assets[order]
        self.customer_no: Ints = customers.customer_no[order]
        highest = int(customers.customer_no.max(initial=0))
        self._position = np.full(highest + 2, -1, np.int64)
        self._position[customers.customer_no[order]] = np.arange(len(order))

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
            self._views[view] = self._positioned(self._store.columns(view(**asked)))
        return self._views[view]  # type: ignore[no-any-return]

    def with_views(self, changed: Mapping[type[View[Any]], Any]) -> Self:
        """A bank in which some views are others; it shares all else, save what is made of them."""
        other = copy(self)
        other.changed = {**self.changed, **changed}
        other.made = {}
        return other

    def positions(self, customer_no: Ints) -> Ints:
        """The positions of customers by their numbers; -1 for those who are closed."""
        # Those who were closed may have higher numbers than anybody who is left.
        return self._position[np.where(customer_no < len(self._position), customer_no, -1)]

    def _positioned(self, columns: Columns) -> Columns:
        fields = [field.name for field in dataclasses.fields(columns)]  # type: ignore[arg-type]
        arrays = {name: getattr(columns, name) for name in fields}
        keep = None
        for name in fields:
            if name.endswith("_no") and name not in _NOT_CUSTOMERS:
                arrays[name] = self.positions(arrays[name])
                known = arrays[name] >= 0
                keep = known if keep is None else keep & known
        if keep is not None and not keep.all():
            arrays = {name: array[keep] for name, array in arrays.items()}
        return type(columns)(**arrays)


def _days_asked(on: date, zone: TimeZone) -> dict[str, Any]:
    """What views ask of days: the run's, and those of the year before it as instants.

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
            raise UndeclaredView(f"{self.tag.tag_id} reads {view.__name__} without declaring it")
        return self.bank[view]

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
