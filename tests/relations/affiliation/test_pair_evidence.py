from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.relations.affiliation.pair_evidence import sharing

ROWS = st.lists(st.tuples(st.integers(-1, 4), st.integers(0, 5)), max_size=30)


@given(ROWS, st.integers(2, 5))
def test_pairs_of_rows_are_those_that_share_a_thing_that_is_no_hub(
    rows: list[tuple[int, int]], most: int
) -> None:
    customers: dict[int, set[int]] = {}
    for thing, customer in rows:
        customers.setdefault(thing, set()).add(customer)
    expected = set()
    for i, j in combinations(range(len(rows)), 2):
        (thing, mine), (other, theirs) = rows[i], rows[j]
        if thing == other >= 0 and mine != theirs and len(customers[thing]) <= most:
            expected.add((i, j) if mine < theirs else (j, i))
    things, owners = np.array(rows, np.int64).reshape(-1, 2).T
    a, b, hubs = sharing(things, owners, most)
    found = list(zip(a.tolist(), b.tolist(), strict=True))
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert set(hubs.tolist()) == {
        thing for thing, who in customers.items() if thing >= 0 and len(who) > most
    }
