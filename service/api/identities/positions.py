"""Customers in arrays of the whole bank: those that a request names, and those in its scope."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.serve.customers import CustomersInScope
from service.api.access.viewers import asked_scope
from service.api.http.answers import store
from service.api.http.lookups import known_customers
from service.api.http.times import current_run
from service.api.identities.numbers import known_ids
from service.graph.arrays import Flags
from service.run import customer_positions

#: Of so many customers it is asked at once whether they are in scope.
AT_ONCE = 20_000


def positions_of(customer_ids: Texts, wanted: Iterable[str]) -> Ints:
    """As `service.run.customer_positions.positions_of`, of the ids that numbers are known by.

    Who is out of scope is unknown.
    """
    found, _ = _looked_up(customer_ids, [*wanted])
    return found


def positions_named(customer_ids: Texts, wanted: Collection[str], field: str) -> Ints:
    """As `positions_of`; raises BadRequest of the field where any is unknown, and names them."""
    found, named = _looked_up(customer_ids, [*wanted])
    return customer_positions.all_known(found, named, field)


def in_scope(customer_no: Ints) -> Flags:
    """Whether each of some customers, by number, is in the scope in which is asked.

    Cost: nothing where everybody is, else a query for each AT_ONCE customers.
    """
    if asked_scope().everyone:
        return np.ones(len(customer_no), np.bool_)
    found: list[int] = []
    for first in range(0, len(customer_no), AT_ONCE):
        asked = CustomersInScope(customer_no[first : first + AT_ONCE].tolist())
        found += [row.customer_no for row in store().rows(asked)]
    return np.isin(customer_no, np.array(found, np.int64))


def _looked_up(customer_ids: Texts, wanted: Sequence[str]) -> tuple[Ints, list[str]]:
    """Positions, and what each of those wanted is called: as it is known where it is in scope."""
    known = known_ids(wanted, current_run().run_id)
    outside = {*wanted} - known_customers([*known]) if not asked_scope().everyone else set()
    named = [each if each in outside else known[each] for each in wanted]
    found = customer_positions.positions_of(customer_ids, named)
    found[[each in outside for each in wanted]] = -1
    return found, named
