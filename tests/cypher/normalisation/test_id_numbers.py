"""Numbers here are the examples that the standards themselves and public registers print."""

import pytest

from cypher.normalisation import normalised, own_id_number
from tests.cypher.normalisation.typing_modes import full_width

RESIDENT, CREDIT = "11010519491231002X", "91350100M000100Y43"


@pytest.mark.parametrize(
    "id_type", [None, "", "身份证", "居民身份证", "其他", "ID card", "Ind01", "户口簿"]
)
@pytest.mark.parametrize("value", [RESIDENT, "110105 1949 1231 002x", full_width(RESIDENT)])
def test_a_resident_number_is_one_person_whatever_it_is_filed_under(
    value: str, id_type: str | None
) -> None:
    assert own_id_number(value, id_type) == RESIDENT


def test_the_old_resident_number_of_15_digits_is_the_same_person() -> None:
    assert own_id_number("110105491231002", "居民身份证") == RESIDENT
    # Without its type nothing tells it from a firm's.
    assert own_id_number("110105491231002", "") == ""


@pytest.mark.parametrize(
    "id_type", [None, "统一社会信用代码", "营业执照", "工商注册号", "税务登记证", "其它"]
)
def test_a_credit_code_is_one_organisation_whatever_it_is_filed_under(id_type: str | None) -> None:
    assert own_id_number(CREDIT.lower(), id_type) == CREDIT


@pytest.mark.parametrize("value", [RESIDENT, CREDIT, "440524188001010014", "914403001922038216"])
def test_a_number_among_the_identifiers_stands_by_its_check_digit(value: str) -> None:
    assert normalised("id_number", value) == value


@pytest.mark.parametrize(
    ("value", "id_type"),
    [
        # A wrong check, a day that is none, a length that is none.
        ("110105194912310021", "身份证"),
        ("110105194902310028", "身份证"),
        ("110105490231002", "身份证"),
        ("1101051949123100", "身份证"),
        ("110105194912310021", ""),
        ("91350100M000100Y44", "统一社会信用代码"),
        ("91350100M000100Y44", ""),
        ("D2143569-1", "组织机构代码证"),
        ("110108000000017", "营业执照"),
        ("0012345", ""),
        ("0012345", "其他证件"),
        ("000000000000000000", ""),
        ("111111111111111111", "护照"),
        ("123", "军官证"),
        ("无证件", "身份证"),
        ("1.10101E+17", "护照"),
    ],
)
def test_a_number_that_fails_its_check_says_nothing(value: str, id_type: str) -> None:
    assert own_id_number(value, id_type) == ""


def test_a_customer_without_a_number_has_none() -> None:
    assert own_id_number(None, "身份证") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("军官证", "工商注册号"),
        ("护照", "士兵证"),
        ("港澳居民来往内地通行证", "台湾居民来往大陆通行证"),
        ("香港居民身份证", "澳门居民身份证"),
        ("P01", "P02"),
    ],
)
def test_numbers_of_two_types_are_two(one: str, other: str) -> None:
    assert "" != own_id_number("H0012345", one) != own_id_number("H0012345", other) != ""


@pytest.mark.parametrize(
    "names",
    [
        ("护照", "Passport", "外国护照", "普通護照"),
        ("军官证", "軍官證", "军人身份证件", "中国人民解放军军官证"),
        ("营业执照", "工商营业执照", "Business Licence", "business_license", "工商注册号"),
        ("组织机构代码证", "组织机构代码", "Organization Code"),
        ("港澳居民来往内地通行证", "回乡证"),
    ],
)
def test_one_type_has_several_names(names: tuple[str, ...]) -> None:
    numbers = {own_id_number("D2143569-X", name) for name in names}
    assert len(numbers) == 1
    assert numbers != {""}


@pytest.mark.parametrize(
    ("value", "said"),
    [("110108000000016", "registration:110108000000016"), ("企合浙字第003号", "")],
)
def test_a_registration_number_has_a_check_digit_where_it_has_15_digits(
    value: str, said: str
) -> None:
    assert own_id_number(value, "营业执照") == (said or "registration:企合浙字第003号")
