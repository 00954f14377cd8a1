"""Customers that a request names by any of their numbers, as positions, in the current run."""

from collections.abc import Collection, Iterable

from cypher.engine.arrays import Ints, Texts
from service.api.http.times import current_run
from service.api.identities.numbers import known_ids
from service.run import customer_positions


def positions_of(customer_ids: Texts, wanted: Iterable[str]) -> Ints:
    """As `service.run.customer_positions.positions_of`, of the ids that numbers are known by."""
    return customer_positions.positions_of(customer_ids, _known(wanted))


def positions_named(customer_ids: Texts, wanted: Collection[str], field: str) -> Ints:
    """As `service.run.customer_positions.positions_named`, of the ids numbers are known by."""
    return customer_positions.positions_named(customer_ids, _known(wanted), field)


def _known(wanted: Iterable[str]) -> list[str]:
    named = list(wanted)
    known = known_ids(named, current_run().run_id)
    return [known[each] for each in named]
