import pytest

from cypher.normalisation import company_core, family_name, normalised, normalised_texts


def full_width(text: str) -> str:
    """The text as an input method in full-width mode types it."""
    return "".join("\u3000" if sign == " " else chr(ord(sign) + 0xFEE0) for sign in text)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "13800138000", "+86 138-0013 8000"),
        ("phone", "13800138000", "8613800138000"),
        ("phone", "13800138000", "0086 138 0013 8000"),
        ("phone", "13800138000", full_width("13800138000")),
        ("phone", "057188886666", "(0571) 8888-6666"),
        ("email", "a.b@example.com", full_width(" A.B@Example.COM")),
        ("address", "浙江省杭州市西湖区文三路 1 号", "浙江杭州西湖文三路1号"),
        ("address", "中国广西壮族自治区南宁市青秀区，民族大道1号", "广西南宁青秀民族大道1号"),
        ("address", "1 High Street, Flat B", "1 high street flat b"),
        ("device", "AA:BB:CC-01", "aabbcc01"),
        ("ip", full_width(" 10.1.2.3"), "10.1.2.3"),
        ("id_number", "11010519491231002X", "110105 1949 1231 002x"),
        ("other", "WeChat: a_b", "wechat ab"),
    ],
)
def test_the_same_thing_is_the_same_text_however_it_was_typed(
    kind: str, one: str, other: str
) -> None:
    assert normalised(kind, one) == normalised(kind, other) != ""


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "13800138000", "13800138001"),
        ("phone", "8612345", "12345"),
        ("email", "a.b@example.com", "ab@example.com"),
        ("address", "文三路1-12号", "文三路11-2号"),
        ("address", "文三路1 12号", "文三路112号"),
        ("address", "浙江省杭州市文三路1号", "浙江省宁波市文三路1号"),
        ("ip", "10.1.2.3", "10.12.3"),
    ],
)
def test_different_things_stay_different(kind: str, one: str, other: str) -> None:
    assert normalised(kind, one) != normalised(kind, other)


@pytest.mark.parametrize(
    "kind", ["phone", "email", "address", "device", "ip", "id_number", "other"]
)
@pytest.mark.parametrize("value", ["", "  ", "无", "N/A", "unknown", "138****8000"])
def test_what_nobody_knows_says_nothing(kind: str, value: str) -> None:
    assert normalised(kind, value) == ""


@pytest.mark.parametrize("value", ["0", "000-0000-0000", "ask the branch"])
def test_a_phone_of_zeros_or_without_digits_says_nothing(value: str) -> None:
    assert normalised("phone", value) == ""


def test_each_different_text_is_normalised_once() -> None:
    assert normalised_texts("phone", ["1 2", "12", "1 2"]) == {"1 2": "12", "12": "12"}


@pytest.mark.parametrize(
    "name",
    [
        "甲乙科技有限公司",
        "甲乙科技有限责任公司",
        "甲乙科技股份有限公司",
        "甲乙科技集团股份有限公司",
        "甲乙科技（集团）有限公司",
        " 甲乙科技 有限公司",
        "甲乙科技 Co., Ltd.",
    ],
)
def test_a_chinese_company_is_known_without_its_legal_form(name: str) -> None:
    assert company_core(name) == "甲乙科技"


@pytest.mark.parametrize(
    "name",
    [
        "Acme",
        "ACME Co., Ltd.",
        "Acme Inc.",
        full_width("Acme Limited"),
        "Acme Holdings GmbH",
        "Acme S.A.",
    ],
)
def test_a_company_in_latin_letters_is_known_without_its_legal_form(name: str) -> None:
    assert company_core(name) == "acme"


def test_a_word_that_only_begins_like_a_legal_form_stays() -> None:
    assert company_core("Acme Costa Inc") == "acmecosta"


@pytest.mark.parametrize("name", ["", "有限公司", "集团有限公司", "Co., Ltd."])
def test_nothing_but_a_legal_form_is_no_name(name: str) -> None:
    assert company_core(name) == ""


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("王小明", "王"),
        ("王 小明", "王"),
        ("欧阳修", "欧阳"),
        ("司马相如", "司马"),
        ("诸葛亮", "诸葛"),
        ("欧阳", "欧"),
        ("约翰·史密斯", "史密斯"),
        ("John Smith", "smith"),
        (full_width("JOHN SMITH"), "smith"),
        ("Smith, John", "smith"),
        ("John Smith, Jr.", "smith"),
        ("John Smith III", "smith"),
        ("Smith", "smith"),
        ("", ""),
    ],
)
def test_family_names_are_found_in_either_script(name: str, family: str) -> None:
    assert family_name(name) == family
