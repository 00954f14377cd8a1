"""A list of names and numbers: who is meant for certain, who probably, and why."""

from typing import Any

import pytest

from tests.api.match.applicants import (
    CREDIT_CODE,
    MISSPELT,
    NAMES,
    RESIDENT_15,
    RESIDENT_18,
    applicants,
    bases,
    customer,
    found,
    matched,
    wide,
)
from tests.banks import ServedBank

YANZHAO = "上海砚棹农业发展有限公司"


def test_of_thirty_applicants_the_three_misspelt_are_likely_and_the_others_exact(
    bank: ServedBank,
) -> None:
    bank.keep(customers=applicants())
    answer = matched(bank, *(MISSPELT.get(name, name) for name in NAMES))
    matches = [item["match"] for item in answer["items"]]
    assert (matches.count("exact"), matches.count("likely")) == (27, 3)
    for i, (name, item) in enumerate(zip(NAMES, answer["items"], strict=True)):
        assert item["match"] == ("likely" if name in MISSPELT else "exact"), name
        assert [each["customer_id"] for each in item["customers"]] == [f"N{i:02}"], name
        assert (item["customers"][0]["score"] == 1) == (name not in MISSPELT)


def test_what_differs_is_told_with_the_letters(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=applicants())
    told = {
        wrong: matched(sqlite_bank, wrong)["items"][0]["customers"][0]
        for wrong in MISSPELT.values()
    }
    # One of 8 letters behind the place is another: 1 - 1/(6+2); three letters: half of 1/(3+2).
    assert told["上海砚掉农业发展有限公司"]["score"] == 0.875
    assert told["上海砚掉农业发展有限公司"]["because"] == {
        "zh": "名称相差一个字（掉/棹）",
        "en": "the name differs in one letter (掉/棹)",
    }
    assert told["张健国"]["score"] == 0.9
    assert told["张健国"]["because"]["zh"] == "名称同音，相差一个字（健/建）"
    assert told["上海云汀国贸易有限公司"]["because"]["zh"] == "名称少一个字（际）"


@pytest.mark.parametrize(
    "written",
    [
        "上海砚棹農業發展有限公司",
        "上海砚棹农业发展有限责任公司",
        "上海砚棹农业发展公司",
        "上海砚棹农业发展",
        "上海市砚棹农业发展有限公司",
        " 上海砚棹 农业发展（有限公司）",
        "上海砚棹农业发展有限公司\u200b",
    ],
)
def test_a_name_is_the_same_however_script_width_place_and_form_are_written(
    written: str, sqlite_bank: ServedBank
) -> None:
    sqlite_bank.keep(customers=applicants())
    assert found(sqlite_bank, written) == ("exact", ["N00"])


def test_capitals_and_wide_letters_make_no_difference(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=[customer("C1", "Acme Trading Co., Ltd.")])
    for name in ("ACME TRADING CO LTD", wide("Acme Trading"), "acme trading company limited"):
        assert found(sqlite_bank, name) == ("exact", ["C1"]), name
    assert found(sqlite_bank, "Acme Tradng") == ("likely", ["C1"])
    assert found(sqlite_bank, "Trading Acme") == ("likely", ["C1"])


@pytest.mark.parametrize(
    ("written", "basis"),
    [
        ("上海砚棹农业发展股份有限公司", "form"),
        ("上海砚棹农业发展集团有限公司", "form"),
        ("上海砚棹农业发展有限公丙", "form"),
        ("砚棹农业发展有限公司", "place"),
        ("上诲砚棹农业发展有限公司", "place"),
        ("上海棹砚农业发展有限公司", "letters"),
    ],
)
def test_another_form_a_place_left_out_and_slips_are_to_be_confirmed(
    written: str, basis: str, sqlite_bank: ServedBank
) -> None:
    sqlite_bank.keep(customers=applicants())
    assert found(sqlite_bank, written) == ("likely", ["N00"])
    assert bases(sqlite_bank, written)["name"] in (basis, "letters")


def test_a_firm_of_another_place_or_another_brand_is_not_meant(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=applicants())
    # The rest is the same and the place another: 1 - .3; two of six letters: 1 - 2/8.
    for name in ("宁波砚棹农业发展有限公司", "上海德隆农业发展有限公司", "无此客户", "？"):
        assert found(sqlite_bank, name) == ("none", []), name


def test_two_of_one_name_are_both_told_and_what_else_is_known_tells_them_apart(
    sqlite_bank: ServedBank,
) -> None:
    phones = [{"customer_id": "P2", "kind": "phone", "value": "13800138000"}]
    sqlite_bank.keep(
        customers=[
            customer("P1", "王小明", birth_on="1980-01-01", region="上海"),
            customer("P2", "王小明", birth_on="1990-05-05", region="北京市"),
            customer("C1", "王小明食品有限公司"),
        ],
        identifiers=phones,
    )
    assert found(sqlite_bank, "王小明") == ("likely", ["P1", "P2"])
    for item in (
        {"birth_on": "1990-05-05"},
        {"phone": "+86 138-0013-8000"},
        {"region": "北京"},
        {"birth_on": "1990-05-05", "kind": "person"},
    ):
        asked = {"name": "王小明", **item}
        assert found(sqlite_bank, asked) == ("exact", ["P2"]), item
        assert bases(sqlite_bank, asked).items() >= {(name, "same") for name in item}
    neither = {"name": "王小明", "birth_on": "1970-01-01"}
    assert found(sqlite_bank, neither) == ("likely", ["P1", "P2"])


def test_of_many_of_one_name_five_are_told_and_how_many_more_there_are(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(customers=[customer(f"P{i}", "李伟") for i in range(8)])
    [item] = matched(sqlite_bank, "李伟")["items"]
    assert (item["match"], len(item["customers"]), item["more"]) == ("likely", 5, 3)


def test_a_resident_number_of_fifteen_digits_and_of_eighteen_is_one_person(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(
        customers=[
            customer("P1", "甲某某", id_type="resident_id", id_number=RESIDENT_18),
            customer("P2", "乙某某", id_type="resident_id", id_number="110101900101001"),
        ]
    )
    # 7 + 9 + 5 + 4 + 2 + 9 + 54 + 9 + 5 + 2 = 106,
    # of which 11 leaves 7: the check is 5.
    for number in (RESIDENT_18, RESIDENT_18.lower(), RESIDENT_15, "110105 19491231 002x"):
        assert found(sqlite_bank, {"id_number": number}) == ("exact", ["P1"]), number
    for number in ("110101900101001", "110101199001010015"):
        assert found(sqlite_bank, {"id_number": number}) == ("exact", ["P2"]), number
        item = {"id_number": number, "id_type": "身份证", "name": "乙某某"}
        assert found(sqlite_bank, item) == ("exact", ["P2"]), number


def test_a_credit_code_is_the_same_in_small_and_wide_letters(bank: ServedBank) -> None:
    bank.keep(customers=[customer("C1", YANZHAO, id_number=CREDIT_CODE), customer("C2", "乙公司")])
    divided = f" {CREDIT_CODE[:8]}-{CREDIT_CODE[8:]}"
    for number in (CREDIT_CODE, CREDIT_CODE.lower(), wide(CREDIT_CODE), divided):
        assert found(bank, {"id_number": number}) == ("exact", ["C1"]), number


def test_a_number_that_fails_its_check_names_nobody_for_certain(sqlite_bank: ServedBank) -> None:
    wrong = CREDIT_CODE[:-1] + "A"
    sqlite_bank.keep(
        customers=[
            customer("C1", "甲公司", id_number=CREDIT_CODE),
            customer("C2", "乙公司", id_number=wrong),
        ]
    )
    assert found(sqlite_bank, {"id_number": wrong}) == ("likely", ["C2"])
    assert found(sqlite_bank, {"id_number": CREDIT_CODE[:-2] + "AA"}) == ("none", [])
    [item] = matched(sqlite_bank, {"id_number": CREDIT_CODE[:-2] + "AA"})["items"]
    assert "校验" in item["because"]["zh"]


def test_a_number_counts_though_the_name_is_another_and_that_is_told(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(customers=[customer("C1", YANZHAO, id_number=CREDIT_CODE)])
    asked = {"id_number": CREDIT_CODE, "name": "杭州云汀贸易有限公司"}
    [item] = matched(sqlite_bank, asked)["items"]
    assert item["match"] == "exact"
    assert item["customers"][0]["conflicts"] == ["name"]
    assert YANZHAO in item["customers"][0]["because"]["zh"]
    # A slip in the name is told and contradicts nothing.
    [item] = matched(sqlite_bank, {**asked, "name": MISSPELT[YANZHAO]})["items"]
    assert (item["match"], item["customers"][0]["conflicts"]) == ("exact", [])


def test_a_name_and_a_number_of_two_customers_are_both_told(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=[
            customer("C1", YANZHAO, id_number=CREDIT_CODE),
            customer("P1", "王小明", id_type="resident_id", id_number=RESIDENT_18),
        ]
    )
    both = {"id_number": CREDIT_CODE, "name": "王小明"}
    assert found(sqlite_bank, both) == ("likely", ["C1", "P1"])
    assert found(sqlite_bank, {"customer_id": "C1", "name": "王小明"}) == ("likely", ["C1", "P1"])
    ids = {"customer_id": "C1", "id_number": RESIDENT_18}
    assert found(sqlite_bank, ids)[0] == "likely"


def test_a_namesake_whose_number_is_another_is_not_certain(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=[customer("P1", "王小明", id_type="resident_id", id_number=RESIDENT_18)]
    )
    asked = {"name": "王小明", "id_number": "110101199001010015"}
    [item] = matched(sqlite_bank, asked)["items"]
    [only] = item["customers"]
    assert (item["match"], only["conflicts"]) == ("likely", ["id_number"])
    # What is on record is told as anybody may see it.
    assert RESIDENT_18 not in only["because"]["zh"]
    assert "110105********002X" in only["because"]["zh"]


def test_another_number_of_an_identity_leads_to_the_one_that_it_is_known_by(
    bank: ServedBank,
) -> None:
    bank.keep(
        customers=[customer("P1", "王小明"), customer("P2", "王晓明"), customer("P3", "赵文静")],
        same_as=[{"customer_id": "P1", "other_customer_id": "P2"}],
    )
    bank.derive("--tags", "near_blocked")
    for item in ({"customer_id": "P2"}, {"name": "王晓明"}):
        assert found(bank, item) == ("exact", ["P1"])
        [answer] = matched(bank, item)["items"]
        assert answer["customers"][0]["name"] == "王小明"
        assert "P2是客户P1的另一客户号" in answer["customers"][0]["because"]["zh"]
    # Of a misspelling that is near to both numbers one customer is told.
    assert found(bank, "王筱明") == ("likely", ["P1"])


def test_a_former_name_is_to_be_confirmed(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=[customer("C1", YANZHAO, former_name="砚山农场有限公司")])
    assert found(sqlite_bank, "砚山农场有限公司") == ("likely", ["C1"])
    assert bases(sqlite_bank, "砚山农场有限公司") == {"name": "former"}


def test_a_name_in_pinyin_is_likely(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=applicants())
    assert found(sqlite_bank, "Zhang Jianguo") == ("likely", ["N15"])


def test_a_closed_customer_is_told_by_its_number_alone(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=[customer("P1", "王小明"), customer("P2", "赵文静")])
    sqlite_bank.keep_only(customers=[customer("P2", "赵文静")])
    assert found(sqlite_bank, "王小明") == ("none", [])
    assert found(sqlite_bank, {"customer_id": "P1"}) == ("exact", ["P1"])
    [item] = matched(sqlite_bank, {"customer_id": "P1"})["items"]
    assert "关闭" in item["customers"][0]["because"]["zh"]


def test_a_piece_that_too_many_share_says_nothing_and_that_is_told(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_MATCH_CANDIDATES", "2")
    sqlite_bank.keep(customers=[customer(f"P{i}", f"王{i}明") for i in range(5)])
    [item] = matched(sqlite_bank, "王国明")["items"]
    assert (item["match"], item["customers"]) == ("none", [])
    assert item["because"]["zh"] == "相近的名称过多，请补充证件号码或客户号"


def test_the_threshold_is_a_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_MATCH_THRESHOLD", "0.9")
    sqlite_bank.keep(customers=applicants())
    assert found(sqlite_bank, "张健国") == ("likely", ["N15"])
    assert found(sqlite_bank, "上海砚掉农业发展有限公司") == ("none", [])


@pytest.mark.parametrize(
    ("items", "field"),
    [
        (["王小明"] * 1001, "items"),
        (["王小明", {}], "items.1"),
        (["王小明", "王小明", {"name": " ", "id_number": ""}], "items.2"),
        (["王小明", {"name": "王小明", "nam": "x"}], "items.1.nam"),
        ([{"name": "王小明", "birth_on": "yesterday"}], "items.0.birth_on"),
        ([{"name": "王小明", "kind": "dog"}], "items.0.kind"),
    ],
)
def test_what_is_wrong_with_a_list_is_named_by_its_place(
    items: list[Any], field: str, sqlite_bank: ServedBank
) -> None:
    sqlite_bank.keep(customers=[customer("P1", "王小明")])
    problem = matched(sqlite_bank, *items, status=422)
    assert [each["field"] for each in problem["fields"]] == [field]


def test_a_thousand_are_answered_and_none_asks_nothing(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=[customer("P1", "王小明")])
    assert matched(sqlite_bank)["items"] == []
    answer = matched(sqlite_bank, *["王小明"] * 1000)
    assert [item["match"] for item in answer["items"]] == ["exact"] * 1000
    assert answer["items"][999]["input"] == {"name": "王小明"}


def test_a_customer_called_match_is_still_asked_for(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=[customer("match", "王小明")])
    assert sqlite_bank.get("/customers/match")["customer_id"] == "match"
