"""The real `Bank` over views that are made up on the spot, instead of a store."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from bench.synthetic import Sizes
from cypher import Store, View
from service.tagging.bank import Bank

#: How the arrays of each view are made.
Arrays = Mapping[type[View[Any]], Callable[[Sizes], Any]]


def made_up_bank(arrays: Arrays, sizes: Sizes, on: date) -> Bank:
    """A bank of these sizes on a day, with every view already read."""
    bank = Bank(cast(Store, _Views(arrays, sizes)), on)
    for view in arrays:
        bank[view]
    return bank


class _Views:
    """What a bank asks of its store: the one method that it calls."""

    def __init__(self, arrays: Arrays, sizes: Sizes) -> None:
        self._arrays, self._sizes = arrays, sizes

    def columns(self, view: View[Any]) -> Any:
        """The view's arrays; the caller has the only reference to them."""
        return self._arrays[type(view)](self._sizes)
