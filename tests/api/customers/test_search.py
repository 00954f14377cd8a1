"""Customers are found by whatever people type, alike on both engines, exact before contained."""

import random
from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, write_files
from tests.building import Row


def wide(text: str) -> str:
    """Latin letters in the full width that Chinese input methods give them."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


NAMES = {
    "N01": "王小明",
    "N02": "王小",
    "N03": "小王",
    "N04": "ACME Trading",
    "N05": "The Acme Shop",
    "N06": f"{wide('Acme')}（上海）",
    "N07": "100% Cotton",
    "N08": "a*b",
    "N09": "a?b",
    "N10": "[CN] Ltd",
    "N11": "under_score",
    "N12": "O'Neil; DROP",
    "N13": "back\\slash",
    "N14": 'quo"te',
    "Q1": "王?涛",
    "Q2": "王　伟",
    "Q3": "买买提·艾力",
    "R1": "\U00020000\U0002a6d6甲",
    "X-王": "Σίσυφος",
    "Y1": "上海砚棹农业发展有限公司",
    "Y2": "青岛砚棹贸易股份有限公司",
    "Y3": "上海砚棹农业发展股份有限公司",
    "Z1": "解小东",
    "Z2": "长沙长乐银行",
    "Z3": "吕布",
}

ROWS: list[Row] = [
    {
        "customer_id": id_,
        "kind": "company" if id_[0] == "Y" else "person",
        "name": name,
        "relationship_manager": "RM1" if id_ < "N04" else "RM2",
        "branch": "一支行" if id_ < "Y" else "二支行",
        "region": "上海",
        "industry": "农业" if id_ == "Y1" else "",
        "is_client": "false" if id_ == "Y2" else "true",
        "former_name": "砚山农场" if id_ == "Y1" else "",
        "id_number": {"Y1": "91999999000008002G", "Z1": "11010519491231002X"}.get(id_, ""),
        "assets": {"Y1": "300", "Y2": "5", "Y3": "20.5"}.get(id_, ""),
    }
    for id_, name in NAMES.items()
]


@pytest.fixture
def found_bank(bank: ServedBank) -> ServedBank:
    """Customers with names that are hard to search for, on each engine."""
    bank.keep(
        customers=ROWS,
        accounts=[{"account_id": each} for each in ("6222020200012345678", "AB-77 9x")],
        account_holders=[
            {"account_id": "6222020200012345678", "customer_id": "Z1"},
            {"account_id": "AB-77 9x", "customer_id": "Y2"},
        ],
        identifiers=[
            {"customer_id": "Z1", "kind": "phone", "value": "+86 138-0013-8000"},
            {"customer_id": "Y2", "kind": "phone", "value": "13800138000"},
            {"customer_id": "Z3", "kind": "email", "value": "8000"},
            {"customer_id": "Z2", "kind": "phone", "value": "001-415-555-2671"},
            {"customer_id": "Z3", "kind": "phone", "value": "010-66660002-801"},
        ],
        exposures=[
            {"exposure_id": "E1", "customer_id": "Y2", "amount": "70"},
            {"exposure_id": "E2", "customer_id": "Y3", "amount": "9"},
        ],
    )
    return bank


def ids(bank: ServedBank, text: str, **query: Any) -> list[str]:
    return [each["customer_id"] for each in bank.items("/customers", q=text, **query)]


def matches(bank: ServedBank, text: str) -> dict[str, list[tuple[str, str]]]:
    return {
        each["customer_id"]: [(match["field"], match["masked"]) for match in each["matched"]]
        for each in bank.items("/customers", q=text)
    }


def test_what_people_type_finds_whom_they_mean(found_bank: ServedBank) -> None:
    acme = ["N04", "N06", "N05"]
    for text, expected in {
        # Chinese and Latin, in any width and case; exact, then begun, then contained.
        "王": ["N01", "N02", "Q1", "Q2", "N03", "X-王"],
        "王小": ["N02", "N01"],
        "小明": ["N01"],
        "acme": acme,
        wide("ACME"): acme,
        "(上海)": ["N06"],
        " 王小 ": ["N02", "N01"],
        "ΣΊΣ": ["X-王"],
        "n0": [f"N0{i}" for i in range(1, 10)],
        "x-王": ["X-王"],
        # What stands for anything elsewhere stands for itself.
        "%": ["N07"],
        "0% c": ["N07"],
        "*": ["N08"],
        "a*b": ["N08"],
        "?": ["N09", "Q1"],
        "王?涛": ["Q1"],
        "[cn]": ["N10"],
        "[a-z]": [],
        "_": ["N11"],
        "'neil; drop": ["N12"],
        "\\": ["N13"],
        'o"t': ["N14"],
        "a%b": [],
        # Spaces, dots and what cannot be seen between Chinese letters make no difference.
        "王伟": ["Q2"],
        "王 伟": ["Q2"],
        "王\u200b伟": ["Q2"],
        "买买提•艾力": ["Q3"],
        "买买提艾力": ["Q3"],
        "艾力 买买提": ["Q3"],
        "买买提·": ["Q3"],
        "·艾力": ["Q3"],
        "艾力 · 买买提": ["Q3"],
        "\U0002a6d6": ["R1"],
        "\U00020000\U0002a6d6": ["R1"],
        # Several words, other scripts, other legal forms.
        "农业 砚棹": ["Y1", "Y3"],
        "硯棹": ["Y1", "Y2", "Y3"],
        "上海砚棹农业发展公司": ["Y1", "Y3"],
        "上海硯棹農業發展股份有限公司": ["Y3", "Y1"],
        "砚棹 有限公司 上海": ["Y1", "Y3"],
        "砚山农场": ["Y1"],
        # In pinyin.
        "yanzhao": ["Y1", "Y2", "Y3"],
        "yanzh": ["Y1", "Y2", "Y3"],
        "yz": ["Y1", "Y2", "Y3"],
        "xiexiaodong": ["Z1"],
        "jie xiao dong": ["Z1"],
        "xxd": ["Z1"],
        "changsha": ["Z2"],
        "lvbu": ["Z3"],
        "lubu": ["Z3"],
        # Divided where a syllable ends, and not typed to its end.
        "yan'zh": ["Y1", "Y2", "Y3"],
        "wang'x": ["N01", "N02"],
        "chang's": ["Z2"],
        "xie xiao d": ["Z1"],
        "jie'x": ["Z1"],
        "l\u00fc'b": ["Z3"],
        # A last syllable that is whole may be the beginning of a longer one.
        "yanzha": ["Y1", "Y2", "Y3"],
        "yan'zha": ["Y1", "Y2", "Y3"],
        "xie xiao do": ["Z1"],
        "chang'sha y": ["Z2"],
        # By number.
        "91999999000008002G": ["Y1"],
        "002g": ["Y1"],
        "8002G": ["Y1"],
        "9999": [],
        "110105 1949-1231 002x": ["Z1"],
        "13800138000": ["Y2", "Z1"],
        "138 0013 8000": ["Y2", "Z1"],
        "+86 138-0013-8000": ["Y2", "Z1"],
        "+1 415 555 2671": ["Z2"],
        "+14155552671": ["Z2"],
        "(010)6666 0002转801": ["Z3"],
        "AB-77 9x": ["Y2"],
        "8000": ["Y2", "Z1"],
        "3800": [],
        "解 8000": ["Z1"],
        "6222020200012345678": ["Z1"],
        "5678": ["Z1"],
        "6222 0202 0001 2345 678": ["Z1"],
        # Of these nothing is left.
        "\u200b": [],
        " ": [],
        "　": [],
    }.items():
        assert ids(found_bank, text) == expected, text
        # Page by page it is the same.
        assert ids(found_bank, text, limit=1) == expected, text


def test_each_says_by_what_it_was_found_and_hides_numbers(found_bank: ServedBank) -> None:
    for text, expected in {
        "砚棹 农业": {"Y1": [("name", NAMES["Y1"])], "Y3": [("name", NAMES["Y3"])]},
        "砚山": {"Y1": [("former_name", "砚山农场")]},
        "q1": {"Q1": [("customer_id", "Q1")]},
        "91999999000008002G": {"Y1": [("credit_code", "919999********002G")]},
        "002x": {"Z1": [("id_number", "110105********002X")]},
        "13800138000": {
            "Y2": [("phone", "138****8000")],
            "Z1": [("phone", "138****8000")],
        },
        "5678": {"Z1": [("account", "…5678")]},
        "xiexiaodong": {"Z1": [("pinyin", "解小东")]},
        "解 8000": {"Z1": [("name", "解小东"), ("phone", "138****8000")]},
    }.items():
        assert matches(found_bank, text) == expected, text
    [item] = list(found_bank.items("/customers", q="解小东"))
    assert item["relationship_manager"] == "RM2"
    assert next(iter(found_bank.items("/customers")))["matched"] == []


def test_filters_hold_in_searches_and_lists(found_bank: ServedBank) -> None:
    for query, expected in [
        ({"relationship_manager": "RM1"}, ["N01", "N02", "N03"]),
        ({"relationship_manager": "RM1", "q": "小王"}, ["N03"]),
        ({"relationship_manager": "RM1", "q": "王"}, ["N01", "N02", "N03"]),
        ({"branch": "二支行", "q": "砚棹"}, ["Y1", "Y2", "Y3"]),
        ({"branch": "一支行", "q": "砚棹"}, []),
        ({"branch": "二支行", "kind": "person"}, ["Z1", "Z2", "Z3"]),
        ({"industry": "农业"}, ["Y1"]),
        ({"is_client": "false"}, ["Y2"]),
        ({"is_client": "true", "q": "砚棹"}, ["Y1", "Y3"]),
        ({"region": "北京"}, []),
        ({"branch": "二支行", "q": "8000"}, ["Y2", "Z1"]),
        ({"branch": "一支行", "q": "8000"}, []),
    ]:
        found = [each["customer_id"] for each in found_bank.items("/customers", **query)]
        assert found == expected, query


def test_each_order_can_be_paged_from_either_end(found_bank: ServedBank) -> None:
    without = sorted({*NAMES} - {"Y1", "Y2", "Y3"})
    by_name = sorted(NAMES, key=lambda id_: (NAMES[id_], id_))
    for sort, expected in {
        "name": by_name,
        "-name": by_name[::-1],
        "assets": ["Y2", "Y3", "Y1", *without],
        "-assets": ["Y1", "Y3", "Y2", *without],
        "exposure": ["Y3", "Y2", *sorted({*NAMES} - {"Y2", "Y3"})],
        "-exposure": ["Y2", "Y3", *sorted({*NAMES} - {"Y2", "Y3"})],
    }.items():
        for limit in (4, 500):
            items = found_bank.items("/customers", sort=sort, limit=limit)
            assert [each["customer_id"] for each in items] == expected, sort
    assert ids(found_bank, "砚棹", sort="-assets", limit=1) == ["Y1", "Y3", "Y2"]
    assert ids(found_bank, "8000", sort="-name", limit=1) == ["Y2", "Z1"]
    assert ids(found_bank, "\u200b", sort="name") == []


def test_a_name_that_a_load_changes_is_found_as_a_former_one(
    bank: ServedBank, tmp_path: Path
) -> None:
    for number, name in enumerate(["甲材贸易", "乙材贸易", "丙材贸易", "甲材贸易"]):
        rows = [{"customer_id": "C1", "kind": "company", "name": name}]
        bank.load(write_files(tmp_path / str(number), customers=rows))
        assert ids(bank, name) == ["C1"]
    assert matches(bank, "乙材") == {"C1": [("former_name", "乙材贸易")]}
    assert matches(bank, "贸易") == {
        "C1": [("name", "甲材贸易"), ("former_name", "乙材贸易"), ("former_name", "丙材贸易")]
    }
    assert ids(bank, "bingcai") == ["C1"]


#: Pieces that are hard for one index or the other.
PIECES = ["王", "伟", "砚", "棹", "𠮷", "a", "B", " ", "·", "•", "?", "*", "%", "_", '"', "\\", "'"]
PIECES += [
    "+",
    "-",
    "(",
    "）",
    "AND",
    "~1",
    "^",
    ":",
    "\u200b",
    "公司",
    "有限",
    "0",
    "\uff17",
    "é",
    "ß",
    "\u017f",
]


def awkward(count: int, seed: int) -> list[str]:
    chosen = random.Random(seed)
    return ["".join(chosen.choices(PIECES, k=chosen.randint(1, 7))) for _ in range(count)]


@pytest.mark.neo4j
def test_both_engines_find_the_same_in_the_same_order(
    neo4j_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [name for name in awkward(300, 1) if name.strip(" ·•\u200b") and name == name.strip()]
    rows = [
        {"customer_id": f"A{i:03}", "kind": "company", "name": name, "assets": str(i * 7 % 50)}
        for i, name in enumerate(names)
    ]
    asked = [*awkward(60, 2), *(name[1:4] for name in names[:40] if name[1:4])]
    answers = []
    for url in (f"sqlite:///{tmp_path / 'guanxi.db'}", neo4j_url):
        bank = ServedBank(url, monkeypatch)
        if url == neo4j_url:
            from tests.neo4j.scratch import empty

            empty(neo4j_url)
        bank.keep(customers=rows)
        found = []
        for text in asked:
            found.append((text, list(bank.items("/customers", q=text, limit=500))))
            sorted_by = bank.items("/customers", q=text, limit=500, sort="-assets")
            found.append((text, list(sorted_by)))
        answers.append(found)
        bank.close()
    for left, right in zip(*answers, strict=True):
        assert left == right
    assert sum(bool(items) for _, items in answers[0]) > 60


def test_every_name_is_found_by_itself_and_by_every_part_of_it(sqlite_bank: ServedBank) -> None:
    names = [name for name in awkward(120, 3) if name == name.strip() and name.strip(" ·•\u200b")]
    sqlite_bank.keep(
        customers=[
            {"customer_id": f"A{i:03}", "kind": "person", "name": name}
            for i, name in enumerate(names)
        ]
    )
    for i, name in enumerate(names):
        found = ids(sqlite_bank, name, limit=500)
        assert f"A{i:03}" in found, name
