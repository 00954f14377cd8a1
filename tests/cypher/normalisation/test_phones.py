import pytest

from cypher.normalisation import normalised
from tests.cypher.normalisation.typing_modes import full_width


def phone(value: str) -> str:
    return normalised("phone", value)


@pytest.mark.parametrize(
    "value",
    [
        *["13912345678", "+86 139-1234-5678", "8613912345678", "0086 139 1234 5678"],
        *["(+86)13912345678", "013912345678", "139.1234.5678", "tel: +86-139-1234-5678"],
        *["手机：13912345678", "13912345678（张三）", full_width("13912345678")],
        *["\u202d139 1234 5678\u202c", "139\u00a01234\u20115678"],
    ],
)
def test_a_mobile_is_its_eleven_digits_however_it_was_typed(value: str) -> None:
    assert phone(value) == "13912345678"


@pytest.mark.parametrize(
    "value",
    [
        *["0571-88886667", "(0571) 8888 6667", "+86 571 8888 6667", "057188886667"],
        *["86-571-88886667", "0086-0571-8888-6667", "电话 0571－88886667"],
    ],
)
def test_a_landline_is_its_area_code_and_number(value: str) -> None:
    assert phone(value) == "057188886667"


@pytest.mark.parametrize(
    "value",
    ["0571-88886667-801", "0571-88886667转801", "057188886667 ext. 801", "0571 88886667#801"],
)
def test_an_extension_is_another_phone_than_its_switchboard(value: str) -> None:
    assert phone(value) == "057188886667#801"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("010-65131234", "01065131234"),
        ("020 8123 4567", "02081234567"),
        ("0312 5061234", "03125061234"),
        ("400-800-1234", "4008001234"),
        ("88886667", "88886667"),
        ("+1 (415) 555-2671", "+14155552671"),
        ("001 415 555 2671", "+14155552671"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+852 2345 1789", "+85223451789"),
    ],
)
def test_each_number_is_known_by_its_plan(value: str, said: str) -> None:
    assert phone(value) == said


@pytest.mark.parametrize("value", ["10018239213", "19999912345", "12012345679"])
def test_a_number_is_one_whether_or_not_an_operator_has_its_prefix(value: str) -> None:
    assert phone(value) == value


def test_a_number_that_begins_as_the_country_code_is_not_cut() -> None:
    assert phone("8612345") == "8612345"
    assert phone("86571888") == "86571888"


@pytest.mark.parametrize(
    "value",
    [
        *["11111111111", "000-0000-0000", "+86 111 1111 1111", "12345678901", "88888888"],
        *["123", "95588", "+1 555", "1391234567891234", "ask the branch", "张三"],
        *["138****8000", "138xxxx8000", "1.39123E+10", "13912345678/13800001111"],
    ],
)
def test_what_no_plan_has_room_for_says_nothing(value: str) -> None:
    assert phone(value) == ""
