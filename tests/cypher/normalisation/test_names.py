import pytest

from cypher.normalisation import company_core, family_name, folded
from tests.cypher.normalisation.typing_modes import full_width


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
        "甲乙科技集團有限公司",
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
        ("歐陽明", "欧阳"),
        ("歐文", "欧"),
        ("司馬懿", "司马"),
        ("葉問", "叶"),
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


def test_traditional_letters_become_simplified_ones_one_by_one() -> None:
    assert folded("臺灣歐陽鋒號 A") == "台湾欧阳锋号 A"
    assert folded("杭州") == "杭州"
    text = "乾隆年間的乾淨"
    assert folded(text) == "".join(map(folded, text))
