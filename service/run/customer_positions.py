"""Customers that a request names, as positions; and who is named that there is not."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.vocabulary import Text
from service.errors import BadRequest

#: How many of the inputs at fault a problem names.
AT_FAULT = 10


def positions_of(customer_ids: Texts, wanted: Iterable[str]) -> Ints:
    """The positions of customers in the ids that there are, in order; -1 for those unknown.

    Cost: a binary search for each.
    """
    named = np.array([*wanted], object)
    place = np.searchsorted(customer_ids, named)
    known = np.zeros(len(named), np.bool_)
    inside = place < len(customer_ids)
    known[inside] = customer_ids[place[inside]] == named[inside]
    return np.where(known, place, -1)


def positions_named(customer_ids: Texts, wanted: Collection[str], field: str) -> Ints:
    """As `positions_of`; raises BadRequest of the field where any is unknown, and names them."""
    return all_known(positions_of(customer_ids, wanted), wanted, field)


def all_known(found: Ints, wanted: Collection[str], field: str) -> Ints:
    """The positions of those wanted; raises BadRequest of the field where any is unknown (-1)."""
    if (found < 0).any():
        unknown = [one for one, i in zip(wanted, found.tolist(), strict=True) if i < 0]
        raise BadRequest(
            Text(
                f"没有客户{listed_at_fault(unknown)}",
                f"there is no customer {listed_at_fault(unknown)}",
            ),
            field,
        )
    return found


def listed_at_fault(texts: Sequence[str]) -> str:
    """What is at fault as a list, at most AT_FAULT of it and how many more."""
    more = f" and {len(texts) - AT_FAULT} more" if len(texts) > AT_FAULT else ""
    return ", ".join(texts[:AT_FAULT]) + more
