"""What every algorithm here takes in: node ids and weights as checked, contiguous arrays.

The kernels do not check bounds, so nothing reaches one without passing through this file.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from service.graph.kernels import kernel

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def as_nodes(n: int, *columns: ArrayLike) -> tuple[Ints, ...]:
    """Give the columns back as contiguous int64 arrays of node ids 0..n-1, all of one length.

    Raises ValueError for a negative n, columns of unequal length or not of one dimension, ids
    that are not whole numbers, and an id outside 0..n-1. Cost: O(m), and a copy only where the
    type or the layout differs.
    """
    if n < 0:
        raise ValueError(f"a graph cannot have {n} nodes")
    arrays = [np.asarray(column) for column in columns]
    for array in arrays:
        if array.ndim != 1 or array.size != arrays[0].size:
            raise ValueError(f"columns of unequal shape: {[a.shape for a in arrays]}")
        if not array.size:
            continue
        if not np.issubdtype(array.dtype, np.integer):
            raise ValueError(f"node ids must be whole numbers, not {array.dtype}")
        if array.min() < 0 or array.max() >= n:
            raise ValueError(f"node ids run from {array.min()} to {array.max()}, not in 0..{n - 1}")
    return tuple(np.ascontiguousarray(array, dtype=np.int64) for array in arrays)


def as_weights(m: int, weight: ArrayLike) -> Floats:
    """Give m weights back as one contiguous float64 array.

    Raises ValueError for another length, a negative weight, an infinite one and a NaN. Cost: O(m).
    """
    array = np.ascontiguousarray(weight, dtype=np.float64)
    if array.shape != (m,):
        raise ValueError(f"{m} arcs but weights of shape {array.shape}")
    if not np.isfinite(array).all() or (array < 0).any():
        raise ValueError("weights must be finite and not negative")
    return array


def as_amounts(m: int, amount: ArrayLike) -> Ints:
    """Give m amounts, whole numbers of some unit, back as one contiguous int64 array.

    Raises ValueError for another length, a negative amount, and what is no whole number. Cost:
    O(m).
    """
    array = np.asarray(amount)
    if array.shape != (m,):
        raise ValueError(f"{m} arcs but amounts of shape {array.shape}")
    if m and not np.issubdtype(array.dtype, np.integer):
        raise ValueError(f"amounts must be whole numbers, not {array.dtype}")
    if m and array.min() < 0:
        raise ValueError(f"amounts must not be negative: there is {array.min()}")
    return np.ascontiguousarray(array, dtype=np.int64)


@kernel
def doubled(array: NDArray[Any]) -> NDArray[Any]:
    """Copy a kernel's output array into one with at least twice the room. Cost: O(size)."""
    larger = np.empty(2 * array.size + 16, array.dtype)
    larger[: array.size] = array
    return larger
