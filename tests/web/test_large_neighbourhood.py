"""A customer of 20,000 neighbours has a page like any other: 200 are drawn, the rest counted."""

import pytest

from tests.banks import ServedBank
from tests.building import people

pytestmark = pytest.mark.slow
NEIGHBOURS = 20_000


def test_of_twenty_thousand_neighbours_200_are_drawn_and_the_rest_counted(
    sqlite_bank: ServedBank,
) -> None:
    others = [f"N{number}" for number in range(NEIGHBOURS)]
    kin = [{"a_id": "A", "b_id": other, "relation": "sibling"} for other in others]
    sqlite_bank.keep(customers=people("A", *others), kinships=kin)
    page = sqlite_bank.client.get("/customers/A?tab=around&types=KIN_OF&lang=en")
    assert page.status_code == 200
    assert page.text.count('class="node ') == 200
    assert f"{NEIGHBOURS - 199:,} more are hidden." in page.text
