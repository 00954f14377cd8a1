"""Columns as arrays: the types a view's columns may have, and what a missing value becomes."""

import dataclasses
import sys
import typing
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Texts = NDArray[np.object_]


def column_types(columns: type) -> dict[str, Any]:
    """The columns of a view by name, in order: each is Ints, Floats or Texts."""
    hints = typing.get_type_hints(columns)
    return {field.name: hints[field.name] for field in dataclasses.fields(columns)}


def as_array(values: Sequence[Any], column_type: Any) -> NDArray[Any]:
    """One column's values: missing ones are -1 among Ints, NaN among Floats, '' among Texts."""
    count = len(values)
    if column_type == Texts:
        texts = np.empty(count, object)
        # Most texts repeat (kinds, currencies): kept once each, or they would weigh most of all.
        texts[:] = ["" if value is None else sys.intern(value) for value in values]
        return texts
    dtype, missing = (np.int64, -1) if column_type == Ints else (np.float64, np.nan)
    try:
        return np.fromiter(values, dtype, count)
    except TypeError:
        return np.fromiter((missing if value is None else value for value in values), dtype, count)
