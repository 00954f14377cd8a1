"""Who could introduce a customer: the manager's own clients, by the strongest of the ways."""

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import (
    companies,
    guarantees_of,
    kin,
    offices,
    paid,
    people,
    phones,
)

HERS = {"relationship_manager": "M1"}


def introducers(bank: ServedBank, customer_id: str = "X") -> dict[str, Any]:
    found: dict[str, Any] = bank.get(f"/customers/{customer_id}/dossier")["introducers"]
    return found


def ways(found: dict[str, Any]) -> list[tuple[str, int, int]]:
    return [(one["customer_id"], one["distance"], one["hops"]) for one in found["items"]]


def test_the_three_nearest_clients_of_the_manager_introduce_a_customer(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K is kin, 1; W guarantees X, 2; X has an office in Z, 2; V has one of X's kin, 1 + 2.

    N is another manager's, L no client, F three ties away: 1 + 2 + 2.
    """
    monkeypatch.setenv("GUANXI_MARKETING_CONSENT", "opt_in")
    bank.keep(
        customers=[
            *people("X", "K", **HERS),
            *companies("W", marketing_consent="false", **HERS),
            *companies("Z", "F", "V", **HERS),
            *people("N", relationship_manager="M2"),
            *people("L", is_client="false", **HERS),
        ],
        kinships=kin("K spouse X", "X sibling N", "L parent X"),
        guarantees=guarantees_of("W>X", "V>F"),
        positions=offices("X executive Z", "N director V"),
    )
    found = introducers(bank)
    # Of equal ones the first by id; V is the one that is hidden.
    assert ways(found) == [("K", 1, 1), ("W", 2, 1), ("Z", 2, 1)]
    assert (found["hidden"], found["truncated"]) == (1, False)
    kin_of, refuser, office = found["items"]
    assert (kin_of["consent"], kin_of["left_out"]) == ("unknown", "no_consent")
    assert (refuser["consent"], refuser["left_out"]) == ("refused", "refused")
    assert (office["consent"], office["left_out"]) == ("unknown", None)
    assert [one["sentence"]["zh"] for one in found["items"]] == [
        *("K是X的配偶", "W为X提供担保", "X在Z任职（高级管理人员）"),
    ]
    assert kin_of["sentence"]["en"] == "K is a spouse of X"
    assert [node["id"] for node in refuser["nodes"]] == ["X", "W"]
    [edge] = refuser["edges"]
    assert (edge["type"], edge["from"], edge["to"]) == ("GUARANTEES", "W", "X")


def test_the_strongest_of_two_ways_counts(sqlite_bank: ServedBank) -> None:
    """Y was paid three times, 5; and is a director of Z, which guarantees X: 2 + 2."""
    sqlite_bank.keep(
        customers=[*people("Y", **HERS), *companies("X", **HERS), *companies("Z")],
        positions=offices("Y director Z"),
        guarantees=guarantees_of("Z>X"),
        **paid(*(f"X>Y 100 2025-0{month}-01T09:00" for month in (1, 2, 3))),
    )
    found = introducers(sqlite_bank)
    assert ways(found) == [("Y", 4, 2)]
    [introducer] = found["items"]
    assert introducer["sentence"]["zh"] == "Z为X提供担保，Y在Z任职（董事）"
    query = {"from": "X", "to": "Y", "max_hops": "2"}
    path = sqlite_bank.client.get("/api/v1/paths", query_string=query).get_json()
    assert [introducer[name] for name in ("nodes", "edges", "hops", "distance")] == [
        path[name] for name in ("nodes", "edges", "hops", "distance")
    ]


def test_what_two_share_is_one_way_and_its_value_is_not_said(sqlite_bank: ServedBank) -> None:
    """A phone and a declared group take two ties of 2 each; a phone of 21 is a hub."""
    many = [f"H{i:02}" for i in range(20)]
    sqlite_bank.keep(
        customers=companies("X", "Y", "G", *many, **HERS),
        identifiers=[
            *phones(X="13800138000", Y="13800138000"),
            *({**row, "kind": "device", "value": "d1"} for row in phones(X="1")),
            *({"customer_id": one, "kind": "device", "value": "d1"} for one in many),
        ],
        groups=[{"group_id": "X", "name": "甲集团"}],
        group_members=[{"group_id": "X", "customer_id": one} for one in ("X", "G")],
    )
    found = introducers(sqlite_bank)
    assert ways(found) == [("G", 4, 2), ("Y", 4, 2)]
    assert [one["sentence"]["zh"] for one in found["items"]] == ["X与G同属甲集团", "X与Y的电话相同"]


@pytest.mark.parametrize("resolve", ["confirmed", "off"])
def test_nobody_is_introduced_by_another_number(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, resolve: str
) -> None:
    """Y is X. M1 looks after Z by its own first row, though not after its other number."""
    monkeypatch.setenv("GUANXI_RESOLVE", resolve)
    sqlite_bank.keep(
        customers=companies("X", "Y", "Z", **HERS),
        same_as=[{"customer_id": "X", "other_customer_id": "Y", "basis": "id_number"}],
        guarantees=guarantees_of("Y>Z", "X>Z"),
    )
    sqlite_bank.derive("--tags", "control_group_member")
    expected = {"confirmed": [("Z", 2, 1)], "off": [("Z", 2, 1), ("Y", 4, 2)]}
    assert ways(introducers(sqlite_bank)) == expected[resolve]
