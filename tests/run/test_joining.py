"""Joining as arrays says what resolving edge by edge does."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.run.joining import Joined, Pairs, joined_numbers
from service.run.resolution import Conflict, Said

IDS = np.array([f"n{i}" for i in range(9)], object)
NUMBERS = st.integers(0, len(IDS) - 1)
#: Mostly records of *same*; seldom more, so that much hangs together by these alone.
VERDICTS = st.sampled_from(["same"] * 6 + ["different", "unsure"])
SAID = st.lists(
    st.tuples(NUMBERS, NUMBERS, VERDICTS, st.integers(0, 3), st.sampled_from(["crm", "id"]))
    .filter(lambda one: one[0] != one[1])
    .flatmap(lambda one: st.sampled_from([(*one, 0), (*one, 0), (*one, 0), (*one, 1)])),
    max_size=12,
)


def joined(
    said: list[tuple[int, int, str, int, str, int]], *, named: bool
) -> tuple[list[tuple[int, int, int, str]], list[Conflict]]:
    """Identity, number, time and basis of each; all go edge by edge where all are named."""
    columns = zip(*said, strict=True) if said else ((), (), (), (), (), ())
    types = (np.int64, np.int64, object, np.int64, object, np.int64)
    pairs = Pairs(*(np.array(c, dtype=t) for c, t in zip(columns, types, strict=True)))
    found, conflicts = joined_numbers(pairs, IDS, np.full(len(IDS), named), as_it_is)
    return rows(found), sorted(conflicts)


def as_it_is(said: list[Said]) -> list[Said]:
    return said


def rows(found: Joined) -> list[tuple[int, int, int, str]]:
    columns = (found.identity, found.number, found.at, found.basis)
    return sorted(zip(*(values.tolist() for values in columns), strict=True))


@given(SAID)
def test_arrays_join_what_edges_join_one_by_one(
    said: list[tuple[int, int, str, int, str, int]],
) -> None:
    assert joined(said, named=False) == joined(said, named=True)
