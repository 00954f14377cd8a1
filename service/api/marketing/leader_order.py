"""The order of a list of leaders, where it is not that of their ranks."""

from typing import Any, NamedTuple

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.api.http.holding_text import names_of
from service.api.marketing.rankings import Standings

#: What says where such a list goes on: 0 with an amount or 1 without, the amount, name and id.
KEY = ("rank", "amount", "name", "customer_id")
#: Before all of it.
START = [-1, 0.0, "", ""]


class Order(NamedTuple):
    """What leaders are sorted by: score, name or assets; from the highest down if `descending`."""

    sort: str
    descending: bool

    @property
    def is_by_rank(self) -> bool:
        """Whether the order is that of the ranks."""
        return self == ("score", True)


def order_of(sort: str) -> Order:
    """The order that a request asks for; the first rank is the highest score."""
    by, descending = sort.removeprefix("-"), sort.startswith("-")
    return Order("score", not descending) if by == "rank" else Order(by, descending)


def sorted_places(
    known: Standings, network: str, places: Ints, order: Order, after: list[Any]
) -> tuple[Ints, Floats]:
    """Those of some places in a standing that come after a key, in order, and their amounts.

    An amount is negative where the highest come first, NaN where there is none. Cost: a sort, and
    by name a query.
    """
    standing = known.networks[network]
    customer = standing.customer[places]
    ids = known.customers.customer_ids[customer].tolist()
    names = names_of(ids) if order.sort == "name" else {}
    amount = {"score": standing.score[places], "assets": known.assets[customer]}.get(
        order.sort, np.full(len(places), np.nan)
    ) * (-1 if order.descending else 1)
    known_amount = np.nan_to_num(amount).tolist()
    keys = [
        [rank, of, _letters(names.get(each, ""), order), each]
        for rank, of, each in zip(np.isnan(amount).tolist(), known_amount, ids, strict=True)
    ]
    rank, of, name, customer_id = after
    last = [rank, of, _letters(name if names else "", order), customer_id]
    found = [i for i in sorted(range(len(keys)), key=keys.__getitem__) if keys[i] > last]
    return places[found], amount[found]


def _letters(name: str, order: Order) -> list[int]:
    """What names are compared by: an order of letters that a sign turns round."""
    letters = [ord(letter) for letter in name]
    # The end of a name comes before any letter, or where the order is turned round after it.
    return [*(-letter for letter in letters), 1] if order.descending else letters
