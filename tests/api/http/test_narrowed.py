"""Lists of customers, holders, groups, leaders and changes: narrowed alike, sorted, and named."""

from typing import Any

import pytest

from service.api.http.parameters import NARROWED
from tests.banks import ServedBank
from tests.building import companies, guarantees_of, people, referrals_of

OWN: dict[str, dict[str, Any]] = {
    "A": {"relationship_manager": "M1", "branch": "甲", "region": "北京", "industry": "制造业"},
    "B": {"relationship_manager": "M1", "branch": "乙", "region": "上海", "is_client": False},
    "C": {"relationship_manager": "M2", "branch": "甲", "region": "上海", "industry": "房地产业"},
}
#: Each list's address, what it sorts by, and what in a row names its customer and calls it.
LISTS = {
    "customers": ("/customers", "-name", "customer_id", "name"),
    "holders": ("/tags/guarantee_circle/customers", "-name", "customer_id", "name"),
    "groups": ("/groups", "-size", "head_id", "head_name"),
    "influencers": ("/influencers", "-name", "customer_id", "name"),
    "changes": ("/runs/1/changes/2", "-name", "customer_id", "name"),
}
ASKED: dict[str, dict[str, str]] = {
    "holders": {"purpose": "credit_risk"},
    "groups": {"kind": "control"},
    "influencers": {"purpose": "service"},
    "changes": {"tag": "guarantee_circle"},
}


@pytest.fixture
def served(bank: ServedBank) -> ServedBank:
    """A, B and C guarantee each other in a circle, were referred, and each controls a firm."""
    customers = [row for each, own in OWN.items() for row in companies(each, **own)]
    firms = [f"{each}1" for each in OWN]
    referred = people("P")
    bank.keep(customers=[*customers, *companies(*firms), *referred])
    bank.derive("--tags", "guarantee_circle")
    bank.keep(
        customers=[*customers, *companies(*firms), *referred],
        guarantees=guarantees_of("A>B", "B>C", "C>A"),
        referrals=referrals_of(*(f"{each}>{each}1 2024-01-01" for each in OWN)),
        ownerships=[{"owner_id": each, "owned_id": f"{each}1", "share": "0.9"} for each in OWN],
    )
    bank.derive()
    return bank


@pytest.mark.usefixtures("everybody_leads")
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_narrowed_by_what_customers_are_and_names_them(
    name: str, served: ServedBank
) -> None:
    path, sort, who, called = LISTS[name]
    asked = ASKED.get(name, {})
    everybody = [row[who] for row in served.items(path, **asked)]
    assert {*OWN} <= {*everybody}
    assert all(row[called] for row in served.items(path, **asked))
    for filter_name in NARROWED:
        if filter_name == "kind" and name == "groups":
            continue  # The kind of a group: "only groups of this kind".
        values = {str(own[filter_name]) for own in OWN.values() if filter_name in own}
        for value in sorted(values) or ["company"]:
            said = value.lower() if filter_name == "is_client" else value
            found = [row[who] for row in served.items(path, **asked, **{filter_name: said})]
            expected = {
                each
                for each, own in OWN.items()
                if str({"is_client": True, "kind": "company", **own}.get(filter_name)) == value
            }
            assert {*found} & {*OWN} == expected, (filter_name, value)
    descending = [row[who] for row in served.items(path, **asked, sort=sort, limit=1)]
    assert sorted(descending) == sorted(everybody)
    if sort == "-name":
        assert descending == sorted(everybody, reverse=True)
    narrowed = served.items(path, **asked, sort=sort, branch="甲", limit=1)
    assert [row[who] for row in narrowed] == [each for each in descending if each in ("A", "C")]
