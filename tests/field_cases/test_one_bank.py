"""One bank with one customer of two numbers, values that are none, and names as they are typed."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.api.graph.test_nearest_paths import path_between
from tests.banks import ServedBank, write_files
from tests.neo4j.scratch import empty

pytestmark = pytest.mark.usefixtures("as_stored")

DAY = "2026-03-31"
#: Pairs of persons with the same certificate number, which is none.
NO_NUMBERS = ["无证件", "待补录", "0", "1.10101E+17"]
#: Pairs of persons with the same contact, which is none or whose two ways of writing are two.
CONTACTS = {
    "F1": ("phone", "11111111111"),
    "F2": ("phone", "11111111111"),
    "F3": ("email", "test@test.com"),
    "F4": ("email", "test@test.com"),
    "H1": ("address", "待补充"),
    "H2": ("address", "待补充"),
    "H3": ("address", "同上"),
    "H4": ("address", "同上"),
    "H5": ("address", "无锡市县前街1号"),
    "H6": ("address", "无锡市前街1号"),
    "H7": ("address", "宁波市药行街5号201室"),
    "H8": ("address", "宁波市药行街5号201室"),
    "X1": ("phone", "13912345678"),
    "X2": ("phone", "+86 139-1234-5678"),
    "Y1": ("phone", "13700001111"),
    "Y2": ("phone", "137 0000 1111"),
    "P1": ("address", "杭州市文三路100号1幢101室"),
    "P2": ("address", "杭州市文三路100号1幢101室"),
}
PERSONS = {
    **{"F1": "钟一", "F2": "徐二", "F3": "丘三", "F4": "骆四", "E1": "虞一"},
    **{"H1": "高一", "H2": "高二", "H3": "夏一", "H4": "夏二"},
    **{"H5": "蔡一", "H6": "蔡二", "H7": "歐陽明", "H8": "歐文"},
    **{"X1": "樊一", "X2": "胡二", "Y1": "凌一", "Y2": "霍二"},
    **{"Q1": "王?涛", "Q2": "王　伟", "Q3": "买买提·艾力"},
}
COMPANIES = {
    **{"K": "青石贸易有限公司", "A": "甲材有限公司", "B": "乙材有限公司"},
    **{"C1": "丙材有限公司", "C2": "丙材有限公司", "E2": "虞氏有限公司", "Z/tags": "斜线公司"},
}


def customers() -> list[dict[str, str]]:
    """Everybody in the bank."""
    rich = {"kind": "person", "assets": "100"}
    rows = [
        {"customer_id": "P1", "name": "林海生", **rich},
        {"customer_id": "P2", "name": "林海生", **rich},
        {"customer_id": "S", "name": "宋平", **rich},
    ]
    for i, value in enumerate(NO_NUMBERS):
        for side, name in ("a", "田"), ("b", "贾"):
            rows.append({"customer_id": f"N{i}{side}", "kind": "person", "name": f"{name}{i}"})
            rows[-1]["id_number"] = value
    rows += [
        {"customer_id": "N9", "kind": "person", "name": "盛九", "id_type": "军官证"}
        | {"id_number": "0012345"},
        {"customer_id": "NA", "kind": "company", "name": "林木商行", "id_type": "工商注册号"}
        | {"id_number": "0012345"},
        *({"customer_id": c, "kind": "person", "name": name} for c, name in PERSONS.items()),
        *({"customer_id": c, "kind": "company", "name": name} for c, name in COMPANIES.items()),
        {"customer_id": "G1", "kind": "company", "name": "甲担有限公司", "net_assets": "100"},
        {"customer_id": "G2", "kind": "company", "name": "乙担有限公司", "net_assets": "100"},
    ]
    return rows


def guarantee(number: int, arc: str, amount: str, currency: str) -> dict[str, str]:
    """A guarantee from `A>B`."""
    guarantor, borrower = arc.split(">")
    who = {"guarantee_id": str(number), "guarantor_id": guarantor, "borrower_id": borrower}
    return {**who, "amount": amount, "currency": currency}


BANK: dict[str, list[dict[str, str]]] = {
    "customers": customers(),
    "ownerships": [
        {"owner_id": "P1", "owned_id": "K", "share": "0.3"},
        {"owner_id": "P2", "owned_id": "K", "share": "0.3"},
        {"owner_id": "E1", "owned_id": "E2", "share": "0.6", "to_on": "2020-01-01"},
    ],
    "guarantees": [
        guarantee(1, "A>B", "100", "CNY"),
        guarantee(2, "B>C1", "100", "CNY"),
        guarantee(3, "C2>A", "100", "CNY"),
        guarantee(4, "G1>G2", "1000", "RMB"),
    ],
    "identifiers": [
        {"customer_id": customer_id, "kind": kind, "value": value}
        | ({"blocked": "true"} if customer_id == "X1" else {})
        for customer_id, (kind, value) in CONTACTS.items()
    ],
    "referrals": [
        {"referrer_id": "P1", "referred_id": "P2", "at": "2026-01-05"},
        {"referrer_id": "P1", "referred_id": "S", "at": "2026-01-06"},
    ],
    "same_as": [
        {"customer_id": "P1", "other_customer_id": "P2", "basis": "crm"},
        {"customer_id": "C1", "other_customer_id": "C2", "basis": "crm"},
    ],
}


@pytest.fixture(scope="module", params=["sqlite", "neo4j"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine once for the whole module, since no test writes."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def field_bank(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedBank]:
    """The bank, loaded and derived; one row of it is rejected."""
    folder = tmp_path_factory.mktemp("field")
    url = f"sqlite:///{folder / 'guanxi.db'}"
    if engine == "neo4j":
        url = request.getfixturevalue("neo4j_url")
        empty(url)
    with pytest.MonkeyPatch.context() as monkeypatch, closing(ServedBank(url, monkeypatch)) as bank:
        bank.load(write_files(folder / "files", **BANK), status=1)
        bank.derive("--as-of", DAY)
        yield bank


def found(bank: ServedBank, **asked: Any) -> list[str]:
    """The ids of the customers found."""
    return [row["customer_id"] for row in bank.get("/customers", **asked)["items"]]


def test_a_person_s_two_numbers_own_together(field_bank: ServedBank) -> None:
    members = {row["customer_id"] for row in field_bank.holders("control_group_member")}
    assert members == {"P1", "K"}
    [owner] = field_bank.holders("beneficial_owner")
    assert owner["customer_id"] == "P1"
    assert field_bank.holding("P1", "beneficial_owner")["value"]["integrated"] == 0.6


def test_a_company_s_two_numbers_close_a_circle(field_bank: ServedBank) -> None:
    circle = {row["customer_id"] for row in field_bank.holders("guarantee_circle")}
    assert circle == {"A", "B", "C1"}


def test_nobody_refers_himself(field_bank: ServedBank) -> None:
    told = field_bank.get("/customers/P1/referrals")
    assert (told["direct"], told["credit"], len(told["self_referrals"])) == (1, 100.0, 1)


def test_what_is_no_value_ties_nobody(field_bank: ServedBank) -> None:
    """The two numbers of one person are no household either, nor each other's affiliate."""
    households = list(field_bank.items("/groups", kind="household"))
    assert households == []
    suspected = {row["customer_id"] for row in field_bank.holders("suspected_affiliate")}
    assert suspected == {"X1", "X2", "Y1", "Y2"}


def test_a_phone_is_one_however_it_is_typed(field_bank: ServedBank) -> None:
    near = field_bank.holding("X2", "near_blocked")
    assert near["grade"] == "direct"
    assert "13912345678" in near["sentence"]["zh"]
    path = path_between(field_bank, "Y1", "Y2")
    assert path["hops"] == 2
    assert {node["id"] for node in path["nodes"]} == {"Y1", "phone:13700001111", "Y2"}


@pytest.mark.parametrize(
    ("q", "customer_id"),
    [("王?涛", "Q1"), ("王伟", "Q2"), ("王 伟", "Q2"), ("买买提•艾力", "Q3"), ("买买提艾力", "Q3")],
)
def test_a_name_is_found_as_it_is_typed(field_bank: ServedBank, q: str, customer_id: str) -> None:
    assert found(field_bank, q=q) == [customer_id]


def test_what_has_ended_is_no_path(field_bank: ServedBank) -> None:
    assert path_between(field_bank, "E1", "E2")["hops"] is None
    ended = path_between(field_bank, "E1", "E2", include="ended")
    assert [edge["ended"] for edge in ended["edges"]] == [True]


def test_rmb_is_no_currency(field_bank: ServedBank) -> None:
    assert field_bank.holders("guarantee_overload") == []
    [load] = field_bank.get("/loads")["items"]
    assert load["rejected"] == 1


def test_an_id_may_have_a_slash(field_bank: ServedBank) -> None:
    assert field_bank.get("/customers/Z%2Ftags")["name"] == "斜线公司"
    assert field_bank.get("/customers/Z%2Ftags/tags")["customer_id"] == "Z/tags"


def test_what_was_taken_as_nothing_is_told(field_bank: ServedBank) -> None:
    nothing = {"id_number": 8, "phone": 2, "email": 2, "address": 4}
    assert field_bank.get("/runs/1")["report"]["taken_as_nothing"] == nothing
