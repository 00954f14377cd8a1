"""Ties between two customers: where each type is read, and which of its ends is which."""

from collections.abc import Mapping
from typing import Any

from cypher import View
from cypher.vocabulary import EDGE_TYPES, TIES_OF_CUSTOMERS

#: The view of each type of tie between two customers, and its columns of the two ends.
BETWEEN_CUSTOMERS: Mapping[str, tuple[type[View[Any]], str, str]] = {
    name: (EDGE_TYPES[name].view, EDGE_TYPES[name].begins, EDGE_TYPES[name].ends)
    for name in TIES_OF_CUSTOMERS
}
