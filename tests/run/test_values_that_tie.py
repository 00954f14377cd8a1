"""Which values tie customers, through a load, a run and the API: what field cases came to."""

from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, write_files
from tests.building import people

pytestmark = pytest.mark.usefixtures("as_stored")

#: Number, type: what nobody may be tied by. The last two are alike but for their types.
NO_NUMBERS = [
    *[("无证件", "")] * 2,
    *[("待补录", "身份证")] * 2,
    *[("0", "")] * 2,
    *[("1.10101E+17", "身份证")] * 2,
    *[("110105194912310021", "身份证")] * 2,
    *[("0012345", "")] * 2,
    ("0012345", "军官证"),
    ("0012345", "工商注册号"),
]
NO_CONTACTS = [
    ("phone", "11111111111"),
    ("phone", "1.39E+10"),
    ("email", "test@test.com"),
    ("address", "待补充"),
    ("address", "同上"),
    ("address", "浙江省杭州市西湖区"),
]
#: Persons of one family name who are not at one address, or at one but of two names.
APART = {
    "H1": ("蔡一", "无锡市县前街1号"),
    "H2": ("蔡二", "无锡市前街1号"),
    "H3": ("歐陽明", "宁波市药行街5号201室"),
    "H4": ("歐文", "宁波市药行街5号201室"),
}
TOGETHER = {
    "T1": ("欧阳明", "浙江省杭州市西湖区文三路100号"),
    "T2": ("歐陽英", "杭州西湖 文三路100號"),
}


def identifiers(*rows: tuple[str, str, str]) -> list[dict[str, str]]:
    return [dict(zip(("customer_id", "kind", "value"), row, strict=True)) for row in rows]


def test_what_says_nothing_ties_nobody_and_the_run_tells_how_many(
    bank: ServedBank, tmp_path: Path
) -> None:
    customers = [
        row
        for i, (number, id_type) in enumerate(NO_NUMBERS)
        for row in people(f"N{i:02}", id_number=number, id_type=id_type)
    ]
    customers += [
        *people("R1", id_number="11010519491231002X", id_type="居民身份证"),
        *people("R2", id_number="110105491231002", id_type="身份证"),
    ]
    typed = []
    for i, (kind, value) in enumerate(NO_CONTACTS):
        customers += [
            {"customer_id": f"C{i}{side}", "kind": "person", "name": "高一"} for side in "ab"
        ]
        typed += [(f"C{i}{side}", kind, value) for side in "ab"]
    for who, (name, place) in {**APART, **TOGETHER}.items():
        customers.append({"customer_id": who, "kind": "person", "name": name})
        typed.append((who, "address", place))
    write_files(tmp_path, customers=customers, identifiers=identifiers(*typed))
    bank.load(tmp_path)
    bank.derive("--tags", "suspected_affiliate,household")

    assert {each["customer_id"] for each in bank.holders("suspected_affiliate")} == {"R1", "R2"}
    assert {each["customer_id"] for each in bank.holders("household")} == {"T1", "T2"}
    assert bank.get("/customers/C3a/neighbours")["edges"] == []
    [run] = bank.get("/runs")["items"]
    assert run["report"]["taken_as_nothing"] == {
        "address": 6,
        "email": 2,
        "id_number": 12,
        "phone": 4,
    }


def test_an_identifier_is_one_however_it_was_typed(bank: ServedBank, tmp_path: Path) -> None:
    """X1's phone is blocked, Y1 and Y2 share one; 22 and the blocked bb share an agent's."""
    crowd = [f"v{i:02}" for i in range(22)]
    ways = ["13855556666", "+86 138 5555 6666"]
    rows = identifiers(
        ("X1", "phone", "13912345678"),
        ("X2", "phone", "+86 139-1234-5678"),
        ("Y1", "phone", "13700001111"),
        ("Y2", "phone", "137 0000 1111"),
        *((who, "phone", ways[i % 2]) for i, who in enumerate(crowd)),
        ("bb", "phone", ways[0]),
    )
    rows[0]["blocked"] = "true"
    customers = people("X1", "X2", "Y1", "Y2", *crowd)
    customers += people("bb", blocked="true")
    write_files(tmp_path, customers=customers, identifiers=rows)
    bank.load(tmp_path)
    bank.derive("--tags", "near_blocked,suspected_affiliate")

    near = {each["customer_id"]: each["grade"] for each in bank.holders("near_blocked")}
    assert near == {"X1": "direct", "X2": "direct"}
    held = bank.holding("X2", "near_blocked")
    assert held["value"]["blocked"] == {"kind": "identifier", "id": "phone:13912345678"}
    assert held["sentence"]["zh"] == "使用的电话13912345678已列入管控名单"
    pairs = {each["customer_id"] for each in bank.holders("suspected_affiliate")}
    assert pairs == {"X1", "X2", "Y1", "Y2"}

    ends: dict[str, Any] = {"from": "Y1", "to": "Y2"}
    path = bank.get("/paths", **ends)
    assert [node["id"] for node in path["nodes"]] == ["Y1", "phone:13700001111", "Y2"]
    assert [edge["value"] for edge in path["edges"]] == ["13700001111", "137 0000 1111"]
    around = bank.get("/customers/Y2/neighbours", hops=2)
    assert {node["id"] for node in around["nodes"]} == {"Y1", "Y2", "phone:13700001111"}


def test_the_same_files_again_change_nothing_and_a_number_that_is_gone_is_closed(
    bank: ServedBank, tmp_path: Path
) -> None:
    rows = identifiers(("A", "phone", "13912345678"), ("B", "phone", "+86 13912345678"))
    more = identifiers(("B", "phone", "139-1234-5678"), ("B", "address", "不详"))
    for folder, found in (("1", [*rows, *more]), ("2", [*rows, *more]), ("3", rows)):
        write_files(tmp_path / folder, customers=people("A", "B"), identifiers=found)
    bank.load(tmp_path / "1", "--full")
    bank.load(tmp_path / "2", "--full")
    bank.derive("--tags", "suspected_affiliate")
    assert len(bank.get("/customers/B/neighbours")["edges"]) == 2
    bank.load(tmp_path / "3", "--full")
    bank.derive("--tags", "suspected_affiliate")
    [edge] = bank.get("/customers/B/neighbours")["edges"]
    assert (edge["to"], edge["value"]) == ("phone:13912345678", "+86 13912345678")
    assert {each["customer_id"] for each in bank.holders("suspected_affiliate")} == {"A", "B"}
